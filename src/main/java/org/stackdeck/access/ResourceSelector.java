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
            requireSize(ids.size(), 1, MAX_IDS, "a grant must have %d to %d IDs");
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

    /** @param tag tag of a server or another resource, 1 to {@value #MAX_LENGTH} characters, as in Nova */
    record ByTag(String tag) implements ResourceSelector {

        public static final int MAX_LENGTH = 60;

        public ByTag {
            requireSize(tag.codePointCount(0, tag.length()), 1, MAX_LENGTH, "a tag must have %d to %d characters");
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
            requireSize(entries.size(), 1, MAX_ENTRIES, "a grant must have %d to %d metadata items");
            entries.forEach((key, value) -> {
                requireSize(key.length(), 1, MAX_LENGTH, "a metadata key must have %d to %d characters");
                requireSize(value.length(), 0, MAX_LENGTH, "a metadata value must have %d to %d characters");
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

    /** @param message pattern with the minimum and the maximum */
    private static void requireSize(int size, int min, int max, String message) {
        if (size < min || size > max) {
            throw new IllegalArgumentException(message.formatted(min, max));
        }
    }
}
