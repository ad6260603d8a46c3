package org.stackdeck.ui.servers.search;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.ownership.Owner;
import org.stackdeck.access.ownership.OwnerMap;
import org.stackdeck.cloud.keypair.TemporaryKeyPairName;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerAddress;
import org.stackdeck.cloud.server.ServerStateGroup;
import org.stackdeck.ui.ViewLogic;
import org.stackdeck.ui.search.NaturalOrderComparator;

/**
 * Sort order of the grid, by one to {@value #MAX_KEYS} columns. Servers with equal values are sorted by name and key,
 * so that rows do not move without reason.
 */
@ViewLogic
public record ServerSort(List<Key> keys) {

    public static final ServerSort BY_NAME = new ServerSort(Column.NAME, false);

    /** Maximum number of keys. Each is compared for up to 10,000 servers. */
    static final int MAX_KEYS = 3;

    private static final Comparator<Server> TIE_BREAKER =
            Comparator.comparing(Server::name, NaturalOrderComparator.INSTANCE).thenComparing(Server::key);

    /** Column of the grid. The URL contains its code. */
    public enum Column {
        STATE("state", Comparator.comparing(ServerStateGroup::of)),
        NAME("name", Server::name),
        ADDRESS("address", Column::address),
        FLAVOR(
                "flavor",
                Comparator.<Server>comparingInt(s -> s.flavor().vcpus())
                        .thenComparingInt(s -> s.flavor().ramMib())
                        .thenComparingInt(s -> s.flavor().diskGib())),
        IMAGE("image", Column::image),
        PROJECT("project", Column::project),
        /** In ascending order, the youngest servers come first. */
        AGE("age", Comparator.comparing(Server::created).reversed()),
        /** In ascending order, servers without an owner come last. */
        OWNER("owner", Column::byOwner),
        TAGS("tags", Comparator.comparing(Column::tags)),
        /** Compares only hosts that the viewer may see, because the inventory removes the others. */
        HOST("host", Column::host),
        KEY("key", Column::key),
        VOLUMES("volumes"),
        SECURITY_GROUPS("security-groups");

        private final String code;
        private final boolean sortable;
        private final Function<OwnerMap, Comparator<Server>> order;
        private final @Nullable TextExtractor textExtractor;

        /** Extracts the text by which servers are sorted in natural order. */
        private interface TextExtractor {

            String of(Server server);
        }

        /** Creates a column by which servers cannot be sorted, because they do not contain its values. */
        Column(String code) {
            this(code, false, _ -> (_, _) -> 0, null);
        }

        Column(String code, TextExtractor textExtractor) {
            this(
                    code,
                    true,
                    _ -> Comparator.comparing(textExtractor::of, NaturalOrderComparator.INSTANCE),
                    textExtractor);
        }

        Column(String code, Comparator<Server> order) {
            this(code, true, _ -> order, null);
        }

        Column(String code, Function<OwnerMap, Comparator<Server>> order) {
            this(code, true, order, null);
        }

        Column(
                String code,
                boolean sortable,
                Function<OwnerMap, Comparator<Server>> order,
                @Nullable TextExtractor textExtractor) {
            this.code = code;
            this.sortable = sortable;
            this.order = order;
            this.textExtractor = textExtractor;
        }

        public String code() {
            return code;
        }

        public static Optional<Column> fromCode(String code) {
            return Arrays.stream(values()).filter(c -> c.code.equals(code)).findFirst();
        }

        public boolean isSortable() {
            return sortable;
        }

        /** Returns what the grid shows for key pairs of other users. */
        private static String key(Server server) {
            return server.keyName() == null
                    ? ""
                    : TemporaryKeyPairName.fingerprintStart(server.keyName()).orElse(server.keyName());
        }

        private static String project(Server server) {
            return server.project().name();
        }

        private static Comparator<Server> byOwner(OwnerMap ownerMap) {
            return Comparator.comparing(
                    server -> ownerMap.ownerOf(server.key()).map(Owner::name).orElse(null),
                    Comparator.nullsLast(Comparator.naturalOrder()));
        }

        private static String address(Server server) {
            return server.addressesFloatingFirst().stream()
                    .findFirst()
                    .map(ServerAddress::ip)
                    .orElse("");
        }

        private static String image(Server server) {
            return server.image() == null ? "" : server.image().displayName();
        }

        private static String host(Server server) {
            return server.host() == null ? "" : server.host();
        }

        private static String tags(Server server) {
            return server.tags().stream().sorted().collect(Collectors.joining(" "));
        }
    }

    /** Column of the sort order, with its direction. */
    public record Key(Column column, boolean descending) {

        /** Parses a column's code, with a leading minus for descending order. */
        private static Optional<Key> parse(String text) {
            boolean descending = text.startsWith("-");
            return Column.fromCode(descending ? text.substring(1) : text).map(column -> new Key(column, descending));
        }

        private String code() {
            return (descending ? "-" : "") + column.code;
        }

        private Comparator<Server> comparator(OwnerMap ownerMap) {
            Comparator<Server> order = column.order.apply(ownerMap);
            return descending ? order.reversed() : order;
        }
    }

    /** Uses only the first key of each sortable column, and only the first {@value #MAX_KEYS} columns. */
    public ServerSort {
        Set<Column> columns = EnumSet.noneOf(Column.class);
        keys = keys.stream()
                .filter(key -> key.column().isSortable() && columns.add(key.column()))
                .limit(MAX_KEYS)
                .toList();
        if (keys.isEmpty()) {
            keys = List.of(new Key(Column.NAME, false));
        }
    }

    public ServerSort(Column column, boolean descending) {
        this(List.of(new Key(column, descending)));
    }

    /** Parses the codes of the keys, separated by commas. Ignores unknown codes. Sorts by name if no code is known. */
    public static ServerSort parse(String text) {
        return new ServerSort(Arrays.stream(text.split(","))
                .map(Key::parse)
                .flatMap(Optional::stream)
                .toList());
    }

    public String code() {
        return keys.stream().map(Key::code).collect(Collectors.joining(","));
    }

    boolean dependsOnOwners() {
        return keys.stream().anyMatch(key -> key.column() == Column.OWNER);
    }

    Comparator<Server> comparator(OwnerMap ownerMap) {
        return keys.stream()
                .map(key -> key.comparator(ownerMap))
                .reduce(Comparator::thenComparing)
                .orElse(TIE_BREAKER)
                .thenComparing(TIE_BREAKER);
    }

    /** A server with its precomputed sort keys. The text of a key that does not compare texts is empty. */
    private record SortEntry(Server server, List<String> texts, String name) {}

    /** Sorts like {@link #comparator}, but computes the sort keys only once for each server. */
    List<Server> sort(List<Server> servers, OwnerMap ownerMap) {
        Key[] order = keys.toArray(Key[]::new);
        SortEntry[] entries = new SortEntry[servers.size()];
        for (int i = 0; i < entries.length; i++) {
            Server server = servers.get(i);
            String name = NaturalOrderComparator.sortKey(server.name());
            String[] texts = new String[order.length];
            for (int k = 0; k < order.length; k++) {
                Column.TextExtractor extractor = order[k].column().textExtractor;
                texts[k] = extractor == null
                        ? ""
                        : order[k].column() == Column.NAME
                                ? name
                                : NaturalOrderComparator.sortKey(extractor.of(server));
            }
            entries[i] = new SortEntry(server, Arrays.asList(texts), name);
        }
        List<Comparator<Server>> comparators = Arrays.stream(order)
                .map(key -> key.column().order.apply(ownerMap))
                .toList();
        // Uses a single comparator, because composed comparators take 1.5 times as long.
        Arrays.sort(entries, (entry, other) -> {
            for (int k = 0; k < order.length; k++) {
                int result = order[k].column().textExtractor == null
                        ? comparators.get(k).compare(entry.server(), other.server())
                        : entry.texts().get(k).compareTo(other.texts().get(k));
                if (result != 0) {
                    return order[k].descending() ? -result : result;
                }
            }
            int byName = entry.name().compareTo(other.name());
            return byName != 0
                    ? byName
                    : entry.server().key().compareTo(other.server().key());
        });
        Server[] sorted = new Server[entries.length];
        for (int i = 0; i < entries.length; i++) {
            sorted[i] = entries[i].server();
        }
        return Collections.unmodifiableList(Arrays.asList(sorted));
    }
}
