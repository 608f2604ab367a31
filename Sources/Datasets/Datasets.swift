// What is found and read becomes values of this module, which its users see with it.
@_exported import SampleData
