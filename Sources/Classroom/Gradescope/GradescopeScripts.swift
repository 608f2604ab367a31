/// The two programs that Gradescope calls, and how the same is built as an image of one's own.
enum GradescopeScripts {
    /// Called once as root, while the image is built.
    static func setup(swift version: String) -> String {
        """
        #!/usr/bin/env bash
        # Builds the kit where Gradescope has unpacked this archive: the toolchain, the libraries, the program, and the
        # checks of the class's lessons. After that a submission compiles nothing but its own few files.
        set -euo pipefail
        source="${AUTOGRADER:-/autograder}/source"
        version="\(version)"

        # Swift, if it is not there already: as swift.org signs it.
        if ! command -v swift >/dev/null && [ ! -x /opt/swift/usr/bin/swift ]; then
            apt-get update -qq
            DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \\
                binutils ca-certificates curl gnupg libc6-dev libcurl4-openssl-dev libedit2 libgcc-11-dev libpython3-dev \\
                libsqlite3-0 libstdc++-11-dev libxml2-dev libz3-dev pkg-config tzdata zlib1g-dev git
            . /etc/os-release
            system="$ID${VERSION_ID}"
            case "$(uname -m)" in aarch64 | arm64) system="$system-aarch64" ;; esac
            name="swift-$version-RELEASE"
            address="https://download.swift.org/swift-$version-release/${system//./}/$name/$name-$system.tar.gz"
            curl -fsSL https://www.swift.org/keys/all-keys.asc | gpg --quiet --import
            curl -fsSL "$address" -o /tmp/swift.tar.gz
            curl -fsSL "$address.sig" -o /tmp/swift.tar.gz.sig
            gpg --quiet --verify /tmp/swift.tar.gz.sig /tmp/swift.tar.gz
            mkdir -p /opt/swift
            tar -xzf /tmp/swift.tar.gz -C /opt/swift --strip-components=1
            rm /tmp/swift.tar.gz /tmp/swift.tar.gz.sig
        fi
        [ ! -d /opt/swift/usr/bin ] || export PATH="/opt/swift/usr/bin:$PATH"

        cd "$source/kit"
        ./setup
        swift build --product lesson
        # Every solution is graded once: that compiles the checks, and proves that grading works here.
        .build/debug/lesson class gradescope --prepare --class "$source"

        """
    }

    /// Called for each submission.
    static let run = """
        #!/usr/bin/env bash
        # Grades what lies in /autograder/submission, and writes /autograder/results/results.json: at the beginning, after
        # every verdict, and at the end.
        set -u
        root="${AUTOGRADER:-/autograder}"
        [ ! -d /opt/swift/usr/bin ] || export PATH="/opt/swift/usr/bin:$PATH"
        mkdir -p "$root/results"
        printf '%s\\n' '{"score": 0, "output": "The autograder could not begin. Please tell your instructor."}' \\
            > "$root/results/results.json"
        cd "$root/source/kit" || exit 0
        .build/debug/lesson class gradescope --root "$root" --class "$root/source"
        # Gradescope reads the results, and takes another status for a broken autograder.
        exit 0

        """

    static let container = """
        # The same as an image of one's own, which Gradescope only has to start:
        #   docker build -t you/nabla-autograder . && docker push you/nabla-autograder
        # In the assignment: "Configure Autograder", "Manual Docker Configuration", you/nabla-autograder.
        FROM gradescope/autograder-base:ubuntu-22.04
        COPY . /autograder/source
        RUN cp /autograder/source/run_autograder /autograder/ && bash /autograder/source/setup.sh

        """
}
