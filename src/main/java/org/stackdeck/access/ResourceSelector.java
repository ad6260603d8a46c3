package org.stackdeck.access;

import java.util.Map;
import java.util.Set;
import org.stackdeck.access.ownership.OwnershipService;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.ServerId;

/** Selects the servers and other resources to which a grant applies, within the projects of the grant. */
public sealed interface ResourceSelector {

    ResourceSelector ALL = new AllServers();

    /** @param owned servers and other resources owned by the subject */
    boolean selects(ResourceAttributes resource, Set<ActionTarget> owned);

    record AllServers() implements ResourceSelector {

        @Override
        public boolean selects(ResourceAttributes resource, Set<ActionTarget> owned) {
            return true;
        }
    }

    /** @param ids 1 to {@value #MAX_IDS} */
    record ByIds(Set<ServerId> ids) implements ResourceSelector {

        public static final int MAX_IDS = 500;

        public ByIds {
            requireSize(ids.size(), MAX_IDS);
            ids = Set.copyOf(ids);
        }

        @Override
        public boolean selects(ResourceAttributes resource, Set<ActionTarget> owned) {
            return resource.hasOneOf(ids);
        }
    }

    record ByName(NamePattern pattern) implements ResourceSelector {

        @Override
        public boolean selects(ResourceAttributes resource, Set<ActionTarget> owned) {
            return resource.nameMatches(pattern);
        }
    }

    /** @param tag tag of a server or another resource, 1 to {@value #MAX_LENGTH} characters */
    record ByTag(String tag) implements ResourceSelector {

        public static final int MAX_LENGTH = 60;

        public ByTag {
            requireSize(tag.length(), MAX_LENGTH);
        }

        @Override
        public boolean selects(ResourceAttributes resource, Set<ActionTarget> owned) {
            return resource.tags().contains(tag);
        }
    }

    /**
     * @param entries 1 to {@value #MAX_ENTRIES}, all of which a resource must have; keys have 1 to 255 characters, and
     *     values have at most 255
     */
    record ByMetadata(Map<String, String> entries) implements ResourceSelector {

        public static final int MAX_ENTRIES = 20;
        private static final int MAX_LENGTH = 255;

        public ByMetadata {
            requireSize(entries.size(), MAX_ENTRIES);
            entries.forEach((key, value) -> {
                requireSize(key.length(), MAX_LENGTH);
                requireSize(1 + value.length(), 1 + MAX_LENGTH);
            });
            entries = Map.copyOf(entries);
        }

        @Override
        public boolean selects(ResourceAttributes resource, Set<ActionTarget> owned) {
            return resource.hasMetadata(entries);
        }
    }

    /** Servers and other resources owned by the subject; see {@link OwnershipService}. */
    record OwnedServers() implements ResourceSelector {

        @Override
        public boolean selects(ResourceAttributes resource, Set<ActionTarget> owned) {
            return owned.contains(resource.target());
        }
    }

    private static void requireSize(int size, int maxSize) {
        if (size < 1 || size > maxSize) {
            throw new IllegalArgumentException("between 1 and " + maxSize + " are required, not " + size);
        }
    }
}
