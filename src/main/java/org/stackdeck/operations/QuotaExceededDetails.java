package org.stackdeck.operations;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A quota that was exceeded. If several were exceeded, each value is a comma-separated list.
 *
 * @param resources names of the resources, as the cloud reports them, such as {@code cores}
 */
public record QuotaExceededDetails(String resources, String requested, String used, String limit) {

    /** Message of {@code nova.exception.TooManyInstances}. */
    private static final Pattern NOVA = Pattern.compile(
            "Quota exceeded for ([a-z_, ]+): Requested ([0-9, -]+), but already used ([0-9, ]+) of ([0-9, ]+) [a-z_, ]+");

    /** Message of {@code cinder.exception.VolumeSizeExceedsAvailableQuota}. */
    private static final Pattern CINDER = Pattern.compile(
            "exceeds allowed (gigabytes\\S*) quota\\. Requested ([0-9]+)G, quota is ([0-9]+)G and ([0-9]+)G has been");

    static Optional<QuotaExceededDetails> parse(String message) {
        Matcher nova = NOVA.matcher(message);
        if (nova.find()) {
            return Optional.of(new QuotaExceededDetails(
                    nova.group(1).strip(),
                    nova.group(2).strip(),
                    nova.group(3).strip(),
                    nova.group(4).strip()));
        }
        Matcher cinder = CINDER.matcher(message);
        return cinder.find()
                ? Optional.of(
                        new QuotaExceededDetails(cinder.group(1), cinder.group(2), cinder.group(4), cinder.group(3)))
                : Optional.empty();
    }
}
