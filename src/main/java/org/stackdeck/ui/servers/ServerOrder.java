package org.stackdeck.ui.servers;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Owner;
import org.stackdeck.access.Owners;
import org.stackdeck.cloud.Server;
import org.stackdeck.ui.ViewModel;

/** Sort order of the grid. Ties are broken by name and key, so that rows do not move without reason. */
@ViewModel
record ServerOrder(Column column, boolean descending) {

    static final ServerOrder BY_NAME = new ServerOrder(Column.NAME, false);

    private static final Comparator<Server> TIES =
            Comparator.comparing(Server::name, NaturalOrder.INSTANCE).thenComparing(Server::key);

    /** Sortable column; its word is used in the URL. */
    enum Column {
        STATE("state", Comparator.comparing(StateGroup::of)),
        NAME("name", Server::name),
        ADDRESS("address", Column::address),
        FLAVOR(
                "flavor",
                Comparator.<Server>comparingInt(s -> s.flavor().vcpus())
                        .thenComparingInt(s -> s.flavor().ramMib())
                        .thenComparingInt(s -> s.flavor().diskGib())),
        IMAGE("image", Column::image),
        PROJECT("project", Column::project),
        /** Youngest servers first. */
        AGE("age", Comparator.comparing(Server::created).reversed()),
        /** Servers without an owner come last. */
        OWNER("owner", Column::byOwner),
        TAGS("tags", Comparator.comparing(Column::tags));

        private final String word;
        private final Function<Owners, Comparator<Server>> order;
        private final @Nullable Text text;

        /** Text of a server that is sorted in natural order. */
        private interface Text {

            String of(Server server);
        }

        Column(String word, Text text) {
            this(word, _ -> Comparator.comparing(text::of, NaturalOrder.INSTANCE), text);
        }

        Column(String word, Comparator<Server> order) {
            this(word, _ -> order, null);
        }

        Column(String word, Function<Owners, Comparator<Server>> order) {
            this(word, order, null);
        }

        Column(String word, Function<Owners, Comparator<Server>> order, @Nullable Text text) {
            this.word = word;
            this.order = order;
            this.text = text;
        }

        String word() {
            return word;
        }

        static Optional<Column> ofWord(String word) {
            return Arrays.stream(values()).filter(c -> c.word.equals(word)).findFirst();
        }

        private static String project(Server server) {
            return server.project().name();
        }

        private static Comparator<Server> byOwner(Owners owners) {
            return Comparator.comparing(
                    server -> owners.of(server.key()).map(Owner::name).orElse(null),
                    Comparator.nullsLast(Comparator.naturalOrder()));
        }

        private static String address(Server server) {
            return server.addresses().isEmpty()
                    ? ""
                    : server.addresses().getFirst().ip();
        }

        private static String image(Server server) {
            if (server.image() == null) {
                return "";
            }
            return server.image().name() == null
                    ? server.image().id()
                    : server.image().name();
        }

        private static String tags(Server server) {
            return server.tags().stream().sorted().collect(Collectors.joining(" "));
        }
    }

    Comparator<Server> among(Owners owners) {
        Comparator<Server> order = column.order.apply(owners);
        return (descending ? order.reversed() : order).thenComparing(TIES);
    }

    /** A server with its precomputed sort keys. */
    private record Keyed(Server server, String text, String name) {}

    /** Sorts like {@link #among}, but computes the sort keys only once for each server. */
    List<Server> sorted(List<Server> servers, Owners owners) {
        Column.Text text = column.text;
        Keyed[] keyed = new Keyed[servers.size()];
        for (int i = 0; i < keyed.length; i++) {
            Server server = servers.get(i);
            String name = NaturalOrder.key(server.name());
            keyed[i] = new Keyed(
                    server, text == null ? "" : column == Column.NAME ? name : NaturalOrder.key(text.of(server)), name);
        }
        Comparator<Server> byColumn = column.order.apply(owners);
        int sign = descending ? -1 : 1;
        // A single comparator: composed comparators take 1.5 times as long.
        Arrays.sort(keyed, (one, other) -> {
            int order = text == null
                    ? byColumn.compare(one.server(), other.server())
                    : one.text().compareTo(other.text());
            if (order != 0) {
                return sign * order;
            }
            int byName = one.name().compareTo(other.name());
            return byName != 0
                    ? byName
                    : one.server().key().compareTo(other.server().key());
        });
        Server[] sorted = new Server[keyed.length];
        for (int i = 0; i < keyed.length; i++) {
            sorted[i] = keyed[i].server();
        }
        return Collections.unmodifiableList(Arrays.asList(sorted));
    }
}
