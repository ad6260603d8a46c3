package org.stackdeck.cloud.openstack.compute;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A microversion of the Compute API. 2.73 has the parts 2 and 73, and is older than 2.100. */
public record Microversion(int major, int minor) implements Comparable<Microversion> {

    /** The oldest version whose server lists contain all displayed fields: it added the locked reason (Train). */
    static final Microversion OLDEST_SUPPORTED = new Microversion(2, 73);

    /**
     * The newest version that Stackdeck uses. From 2.96 on, Nova takes twice as long to list servers, because of a
     * field that Stackdeck does not display.
     */
    static final Microversion NEWEST_USED = new Microversion(2, 95);

    static Optional<Microversion> parse(@Nullable String text) {
        if (text == null || !text.matches("\\d{1,4}\\.\\d{1,6}")) {
            return Optional.empty();
        }
        int dot = text.indexOf('.');
        return Optional.of(
                new Microversion(Integer.parseInt(text.substring(0, dot)), Integer.parseInt(text.substring(dot + 1))));
    }

    @Override
    public int compareTo(Microversion other) {
        return major != other.major ? Integer.compare(major, other.major) : Integer.compare(minor, other.minor);
    }

    public Map<String, String> header() {
        return Map.of("OpenStack-API-Version", "compute " + this);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
