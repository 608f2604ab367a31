// Images, and those that the kit draws: whoever sees the one module sees the other.
@_exported import SampleData
