import Foundation

/// What a scheduler needs to grade a class on several machines. Each file says in its own comments how it is used.
public struct ClusterFile: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        case slurm, github, kubernetes, container
    }

    /// What it is called in the class's folder "cluster".
    public let name: String
    public let text: String

    /// - Parameters:
    ///   - folder: the class's.
    ///   - program: `lesson`, as it was built.
    ///   - parts: how many.
    public init(_ kind: Kind, folder: String, program: String, parts: Int) {
        switch kind {
        case .slurm: (name, text) = ("grade.sbatch", Self.slurm(folder, program, parts))
        case .github: (name, text) = ("grade.yml", Self.github(parts))
        case .kubernetes: (name, text) = ("job.yaml", Self.kubernetes(parts))
        case .container: (name, text) = ("Containerfile", Self.container)
        }
    }

    /// Writes it into the class's folder. One that is there and was changed stays.
    ///
    /// - Returns: where it lies.
    public func write(into folder: ClassFolder) throws -> URL {
        let place = folder.url.appending(path: "cluster/\(name)")
        if let there = FileManager.default.contents(atPath: place.path), there != Data(text.utf8) {
            throw ClassError(
                .wrongArguments, "\(place.path) is there already and says something else",
                hint: "move it away, and compare the two afterwards")
        }
        try WholeFile.write(Data(text.utf8), to: place)
        return place
    }

    /// A path as a shell takes it, whatever is in it.
    private static func quoted(_ path: String) -> String { "'" + path.replacing("'", with: "'\\''") + "'" }

    // MARK: Slurm

    private static func slurm(_ folder: String, _ program: String, _ parts: Int) -> String {
        """
        #!/bin/bash
        # Grades a class as a Slurm job array: \(parts) parts, each on a node of its own if there is one free.
        #
        #   sbatch grade.sbatch        begins
        #   squeue --me                shows what is at work
        #   sbatch grade.sbatch        once more goes on with what a part that was ended has left
        #
        # The class's folder and the kit lie where all nodes see them. Every attempt has a file of its own in grades/, so there
        # is nothing to bring together afterwards. For nodes that share nothing, copy both there, and bring the parts back with
        #   lesson class grade --merge PART…
        #SBATCH --job-name=nabla-grade
        #SBATCH --array=1-\(parts)
        # Two attempts at a time, for each a compiler of 0.3 GB and answers that may take 1 GB each.
        #SBATCH --cpus-per-task=2
        #SBATCH --mem=4G
        # 300 attempts of three lessons take a quarter of an hour on two cores: this is far more than a part needs.
        #SBATCH --time=02:00:00
        # Beside the place where sbatch was called.
        #SBATCH --output=grade-%a.log
        set -euo pipefail

        class=\(quoted(folder))
        lesson=\(quoted(program))

        # The part's number comes from the array; --jobs from what Slurm has given.
        "$lesson" class grade --class "$class" --shard "$SLURM_ARRAY_TASK_ID/\(parts)" --jobs "${SLURM_CPUS_PER_TASK:-2}"

        """
    }

    // MARK: GitHub

    private static func github(_ parts: Int) -> String {
        """
        # Grades a class with GitHub Actions: \(parts) parts at a time, then their records brought together.
        #
        # The class's folder (class.json, students.csv, submissions/) is a repository of its own, and a PRIVATE one: it holds
        # students' work and names. Put this file there as .github/workflows/grade.yml, put your kit's address below, and start
        # it under "Actions". What comes out, grades.zip, holds the records; unpack it somewhere, say in from-github, and run
        #   lesson class grade --merge from-github
        # in your own copy of the class's folder.
        name: grade

        on:
          workflow_dispatch:

        # Nothing here needs to write to the repository.
        permissions:
          contents: read

        env:
          # Change this: where your copy of the kit is.
          KIT: YOUR-ORGANISATION/YOUR-KIT

        jobs:
          part:
            runs-on: ubuntu-latest
            container:
              image: swift:6.2-noble
              # Rooms for answers are made of namespaces, which a container may only make when it is told so.
              options: --security-opt seccomp=unconfined --security-opt apparmor=unconfined --cap-add SYS_ADMIN
            strategy:
              # A part that fails ends itself only.
              fail-fast: false
              matrix:
                part: [\((1...parts).map(String.init).joined(separator: ", "))]
            steps:
              - uses: actions/checkout@v4
                with:
                  path: class
              - uses: actions/checkout@v4
                with:
                  repository: ${{ env.KIT }}
                  path: kit
              - name: libraries
                run: |
                  apt-get update
                  apt-get install -y bubblewrap pkg-config libopenblas-dev libcairo2-dev libpng-dev zlib1g-dev \\
                    libcmark-gfm-dev libcmark-gfm-extensions-dev
              - name: build
                run: swift build --package-path kit --product lesson
              - name: grade
                run: kit/.build/debug/lesson class grade --class class --shard ${{ matrix.part }}/\(parts)
              # Also what a part that was ended has done.
              - uses: actions/upload-artifact@v4
                if: always()
                with:
                  name: part-${{ matrix.part }}
                  path: class/grades
                  if-no-files-found: ignore
          together:
            needs: part
            if: always()
            runs-on: ubuntu-latest
            steps:
              - uses: actions/download-artifact@v4
                with:
                  path: grades
                  pattern: part-*
                  merge-multiple: true
              - uses: actions/upload-artifact@v4
                with:
                  name: grades
                  path: grades

        """
    }

    // MARK: Kubernetes

    private static func kubernetes(_ parts: Int) -> String {
        """
        # Grades a class as an indexed Job: \(parts) pods, each with a number of its own.
        #
        #   kubectl apply -f job.yaml             begins
        #   kubectl get pods -l job-name=nabla-grade
        #   kubectl delete job nabla-grade        before it is begun again; it goes on where it was
        #
        # Before: build the image of cluster/Containerfile, push it, and put its name below; and make a volume claim "nabla-class"
        # that several pods may write to (ReadWriteMany), with the class's folder in it.
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: nabla-grade
        spec:
          completionMode: Indexed
          completions: \(parts)
          # As many at a time as your cluster has room for.
          parallelism: \(parts)
          # A pod that is moved or ended begins again, and goes on where it was.
          backoffLimit: \(2 * parts)
          template:
            spec:
              restartPolicy: Never
              # Answers have no business with the cluster.
              automountServiceAccountToken: false
              enableServiceLinks: false
              containers:
                - name: grade
                  # Change this.
                  image: YOUR-REGISTRY/nabla:latest
                  command: ["/bin/sh", "-c"]
                  # Pods count from 0, parts from 1.
                  args:
                    - >-
                      lesson class grade --class /class --jobs 2
                      --shard "$((JOB_COMPLETION_INDEX + 1))/\(parts)"
                  resources:
                    requests:
                      cpu: "2"
                      memory: 2Gi
                    limits:
                      cpu: "2"
                      memory: 4Gi
                  securityContext:
                    # Rooms for answers are made of namespaces, which the usual filter of system calls forbids. Where your cluster
                    # does not allow this line, leave it out: then answers have limits and Landlock only, and records say so.
                    seccompProfile:
                      type: Unconfined
                  volumeMounts:
                    - name: class
                      mountPath: /class
              volumes:
                - name: class
                  persistentVolumeClaim:
                    claimName: nabla-class

        """
    }

    // MARK: Container

    private static let container = """
        # An image that grades: Swift, the libraries, the kit, built.
        #
        #   podman build -t nabla -f Containerfile KIT          KIT is the folder you cloned (docker build does the same)
        #   podman run --rm --network none --security-opt seccomp=unconfined -v "$PWD:/class" nabla class grade --class /class
        #
        # It holds the solutions and the checks: it is for who grades, not for students. It is built for the processor that
        # builds it: build it on a machine like those that will run it.
        # seccomp=unconfined lets it make rooms of namespaces for the answers; without it they have limits and Landlock only.
        FROM docker.io/library/swift:6.2-bookworm

        RUN apt-get update && apt-get install -y --no-install-recommends \\
                bubblewrap pkg-config libopenblas-dev libcairo2-dev libpng-dev zlib1g-dev \\
                libcmark-gfm-dev libcmark-gfm-extensions-dev \\
            && rm -rf /var/lib/apt/lists/*

        WORKDIR /kit
        COPY . .
        # What was built elsewhere is of no use here. The commands of a class are compiled when they are called first.
        RUN rm -rf .build && swift build --product lesson && ln -s /kit/.build/debug/lesson /usr/local/bin/lesson \\
            && lesson class --help > /dev/null

        WORKDIR /class
        ENTRYPOINT ["lesson"]
        CMD ["class", "grade"]

        """
}
