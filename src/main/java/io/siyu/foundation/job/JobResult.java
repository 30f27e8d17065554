package io.siyu.foundation.job;

import java.util.List;

/**
 * What a job came to, in words and with the files it made.
 *
 * @param code the key of a sentence in the bundles
 * @param arguments what the sentence says, as text and numbers
 */
public record JobResult(String code, List<Object> arguments, List<JobFile> files) {

    /**
     * A file to take along.
     *
     * @param code the key of its label in the bundles
     * @param path where it is fetched, below the site
     */
    public record JobFile(String code, String path) {}

    public static JobResult of(String code, Object... arguments) {
        return new JobResult(code, List.of(arguments), List.of());
    }

    public JobResult with(JobFile... made) {
        return new JobResult(code, arguments, List.of(made));
    }
}
