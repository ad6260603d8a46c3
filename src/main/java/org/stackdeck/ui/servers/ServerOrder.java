package org.stackdeck.ui.servers;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.stackdeck.access.Owner;
import org.stackdeck.access.Owners;
import org.stackdeck.cloud.Server;
import org.stackdeck.ui.ViewModel;

/**
 * How the grid is sorted. Equal ones are told apart by name and then key, so that no row changes its place without a
 * reason.
 */
@ViewModel
record ServerOrder(Column column, boolean descending) {

    static final ServerOrder BY_NAME = new ServerOrder(Column.NAME, false);

    private static final Comparator<Server> TIES =
            Comparator.comparing(Server::name, NaturalOrder.INSTANCE).thenComparing(Server::key);

    /** What can be sorted by; its word stands in the URL. */
    enum Column {
        STATE("state", Comparator.comparing(StateGroup::of)),
        NAME("name", Comparator.comparing(Server::name, NaturalOrder.INSTANCE)),
        ADDRESS("address", Comparator.comparing(Column::address, NaturalOrder.INSTANCE)),
        FLAVOR(
                "flavor",
                Comparator.<Server>comparingInt(s -> s.flavor().vcpus())
                        .thenComparingInt(s -> s.flavor().ramMib())
                        .thenComparingInt(s -> s.flavor().diskGib())),
        IMAGE("image", Comparator.comparing(Column::image, NaturalOrder.INSTANCE)),
        PROJECT("project", Comparator.comparing(s -> s.project().name(), NaturalOrder.INSTANCE)),
        /** The youngest first. */
        AGE("age", Comparator.comparing(Server::created).reversed()),
        /** What is nobody's comes last. */
        OWNER(
                "owner",
                owners -> Comparator.comparing(
                        server -> owners.of(server.key()).map(Owner::name).orElse(null),
                        Comparator.nullsLast(Comparator.naturalOrder()))),
        TAGS("tags", Comparator.comparing(Column::tags));

        private final String word;
        private final Function<Owners, Comparator<Server>> order;

        Column(String word, Comparator<Server> order) {
            this(word, _ -> order);
        }

        Column(String word, Function<Owners, Comparator<Server>> order) {
            this.word = word;
            this.order = order;
        }

        String word() {
            return word;
        }

        static Optional<Column> ofWord(String word) {
            return Arrays.stream(values()).filter(c -> c.word.equals(word)).findFirst();
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
}
