package org.stackdeck.ui.servers.export;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.ownership.Owner;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerAddress;
import org.stackdeck.ui.ViewLogic;
import org.stackdeck.ui.servers.search.ServerSort;

/**
 * Field of an exported server. Names and values are those of the REST API, but the flavor, the image and the addresses
 * are texts instead of objects.
 *
 * @param reader reads a number, a text, a time, a list of texts, or null
 */
@ViewLogic
record ServerExportField(String name, Reader reader) {

    interface Reader {
        @Nullable
        Object read(Server server, @Nullable Owner owner);
    }

    /** Returns the fields that a column of the grid exports. */
    static List<ServerExportField> of(ServerSort.Column column) {
        return switch (column) {
            case STATE ->
                List.of(
                        field("status", (server, _) -> server.status().name()),
                        field(
                                "taskState",
                                (server, _) -> server.taskState() == null
                                        ? null
                                        : server.taskState().name().toLowerCase(Locale.ROOT)));
            case NAME ->
                List.of(
                        field("name", (server, _) -> server.name()),
                        field("id", (server, _) -> server.id().value()));
            case ADDRESS ->
                List.of(field(
                        "addresses",
                        (server, _) -> server.addressesFloatingFirst().stream()
                                .map(ServerAddress::ip)
                                .toList()));
            case FLAVOR ->
                List.of(
                        field("flavor", (server, _) -> server.flavor().name()),
                        field("vcpus", (server, _) -> server.flavor().vcpus()),
                        field("ramMib", (server, _) -> server.flavor().ramMib()),
                        field("diskGib", (server, _) -> server.flavor().diskGib()));
            case IMAGE ->
                List.of(field(
                        "image",
                        (server, _) ->
                                server.image() == null ? null : server.image().displayName()));
            case PROJECT ->
                List.of(
                        field("cloud", (server, _) -> server.cloud().value()),
                        field("project", (server, _) -> server.project().name()),
                        field("projectId", (server, _) -> server.project().id().value()));
            case AGE -> List.of(field("created", (server, _) -> server.created()));
            case OWNER ->
                List.of(field(
                        "owner",
                        (_, owner) -> owner == null ? null : owner.name().value()));
            case TAGS ->
                List.of(field(
                        "tags", (server, _) -> server.tags().stream().sorted().toList()));
            case HOST -> List.of(field("host", (server, _) -> server.host()));
        };
    }

    private static ServerExportField field(String name, Reader reader) {
        return new ServerExportField(name, reader);
    }
}
