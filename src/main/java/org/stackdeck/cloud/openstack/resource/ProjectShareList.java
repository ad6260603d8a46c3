package org.stackdeck.cloud.openstack.resource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.openstack.http.ResponseLimits;
import org.stackdeck.cloud.openstack.http.ResponseTooLargeException;

/**
 * Collects the objects of a list within a limit of memory. If the limit is exceeded, leaves out those of the project that
 * requires most, which must not prevent the others from seeing theirs. Not thread-safe.
 */
final class ProjectShareList<R> {

    private final long maxBytes;
    private final long minBytesPerObject;
    private final Map<String, Long> bytesByProject = new HashMap<>();
    private final Set<String> leftOut = new HashSet<>();
    private List<Entry<R>> entries = new ArrayList<>();
    private long bytes;

    /**
     * An object of the list.
     *
     * @param project the ID of the project that owns it; null if it is unknown
     * @param size the memory that it requires, in bytes
     */
    record Entry<R>(@Nullable String project, R object, long size) {

        String owner() {
            return project == null ? "" : project;
        }
    }

    /**
     * The collected objects.
     *
     * @param leftOut IDs of the projects whose objects are missing
     */
    record Listing<R>(List<R> objects, Set<String> leftOut) {

        /** @throws ResponseTooLargeException if objects are missing */
        List<R> complete() {
            if (!leftOut.isEmpty()) {
                throw new ResponseTooLargeException(problem());
            }
            return objects;
        }

        String problem() {
            return "The list exceeds Stackdeck's memory. It does not contain the resources of the project with the ID "
                    + String.join(", ", leftOut);
        }
    }

    ProjectShareList() {
        this(ResponseLimits.listBytes(), ResponseLimits.listBytes() / ResponseLimits.listObjects());
    }

    ProjectShareList(long maxBytes, long minBytesPerObject) {
        this.maxBytes = maxBytes;
        this.minBytesPerObject = minBytesPerObject;
    }

    /** @throws ResponseTooLargeException if the objects of one project alone exceed the limit */
    void add(Entry<R> entry) {
        if (leftOut.contains(entry.owner())) {
            return;
        }
        long counted = Math.max(entry.size(), minBytesPerObject);
        entries.add(entry);
        bytes += counted;
        bytesByProject.merge(entry.owner(), counted, Long::sum);
        if (bytes > maxBytes) {
            leaveOutLargest();
        }
    }

    private void leaveOutLargest() {
        if (bytesByProject.size() == 1) {
            throw new ResponseTooLargeException(
                    "The list exceeds Stackdeck's memory: more than %d MB".formatted(maxBytes >> 20));
        }
        Map.Entry<String, Long> largest = bytesByProject.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow();
        String project = largest.getKey();
        bytes -= largest.getValue();
        leftOut.add(project);
        entries = new ArrayList<>(
                entries.stream().filter(entry -> !entry.owner().equals(project)).toList());
        bytesByProject.remove(project);
    }

    Listing<R> listing() {
        return new Listing<>(entries.stream().map(Entry::object).toList(), Set.copyOf(leftOut));
    }
}
