package org.stackdeck.access;

import java.util.Map;
import java.util.Set;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;

/** Selects the servers in its projects that a grant applies to. */
public sealed interface ServerSelector {

    ServerSelector ALL = new All();

    /** @param owned servers owned by the subject */
    boolean selects(ServerFacts server, Set<ServerKey> owned);

    record All() implements ServerSelector {

        @Override
        public boolean selects(ServerFacts server, Set<ServerKey> owned) {
            return true;
        }
    }

    /** @param ids 1 to {@value #MOST} */
    record Ids(Set<ServerId> ids) implements ServerSelector {

        public static final int MOST = 500;

        public Ids {
            requireSome(ids.size(), MOST);
            ids = Set.copyOf(ids);
        }

        @Override
        public boolean selects(ServerFacts server, Set<ServerKey> owned) {
            return ids.contains(server.key().id());
        }
    }

    record Named(NamePattern pattern) implements ServerSelector {

        @Override
        public boolean selects(ServerFacts server, Set<ServerKey> owned) {
            return pattern.matches(server.name());
        }
    }

    /** @param tag Nova tag, 1 to {@value #MAX_LENGTH} characters */
    record Tagged(String tag) implements ServerSelector {

        public static final int MAX_LENGTH = 60;

        public Tagged {
            requireSome(tag.length(), MAX_LENGTH);
        }

        @Override
        public boolean selects(ServerFacts server, Set<ServerKey> owned) {
            return server.tags().contains(tag);
        }
    }

    /**
     * @param entries 1 to {@value #MOST}, all of which a server must have; keys and values have at most 255 characters
     */
    record WithMetadata(Map<String, String> entries) implements ServerSelector {

        public static final int MOST = 20;
        private static final int MAX_LENGTH = 255;

        public WithMetadata {
            requireSome(entries.size(), MOST);
            entries.forEach((key, value) -> {
                requireSome(key.length(), MAX_LENGTH);
                requireSome(1 + value.length(), 1 + MAX_LENGTH);
            });
            entries = Map.copyOf(entries);
        }

        @Override
        public boolean selects(ServerFacts server, Set<ServerKey> owned) {
            return server.metadata().entrySet().containsAll(entries.entrySet());
        }
    }

    /** Servers owned by the subject; see {@link Ownership}. */
    record Own() implements ServerSelector {

        @Override
        public boolean selects(ServerFacts server, Set<ServerKey> owned) {
            return owned.contains(server.key());
        }
    }

    private static void requireSome(int size, int most) {
        if (size < 1 || size > most) {
            throw new IllegalArgumentException("between 1 and " + most + " are needed, not " + size);
        }
    }
}
