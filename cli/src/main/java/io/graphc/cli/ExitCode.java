package io.graphc.cli;

import io.graphc.diagnostic.DiagnosticCode;

/** What a command tells the shell. 0, 1 and 2 mean what they mean for dbt. */
public enum ExitCode {
    SUCCESS(0),
    /** The project or the data has errors. */
    ERRORS(1),
    /** The command line is wrong. */
    USAGE(2),
    /** Something outside the project failed (a server, a disk, a network); trying again may help. */
    ENVIRONMENT(3),
    /** A defect in graphc. */
    DEFECT(70);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /** The exit code for a command that was ended by a diagnostic of this code. */
    public static ExitCode of(DiagnosticCode code) {
        return switch (code) {
            case ENGINE_UNREACHABLE,
                    ENGINE_DISK_FULL,
                    ENGINE_REFUSES_LOGIN,
                    NOT_ALLOWED_ON_ENGINE,
                    TARGET_UNREACHABLE,
                    CANNOT_WRITE,
                    WORKGROUP_UNUSABLE -> ENVIRONMENT;
            case BUCKET_MISSING,
                    BUCKET_ELSEWHERE,
                    AWS_ACCESS_DENIED,
                    AWS_CREDENTIALS,
                    AWS_BUSY,
                    CLOCK_SKEWED,
                    AWS_UNREACHABLE,
                    AWS_CALL_FAILED,
                    STORED_DIFFERS -> ENVIRONMENT;
            case NEPTUNE_UNREACHABLE,
                    NEPTUNE_DENIED,
                    NEPTUNE_READ_ONLY,
                    LOADER_ROLE,
                    LOAD_SOURCE_MISSING,
                    LOAD_REGION_DIFFERS,
                    LOAD_SOURCE_UNREADABLE,
                    LOADER_QUEUE_FULL,
                    LOAD_NOT_FINISHED -> ENVIRONMENT;
            case INTERNAL_ERROR -> DEFECT;
            default -> ERRORS;
        };
    }
}
