package org.stackdeck.ui.servers.export;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.ownership.Owner;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerAddress;
import org.stackdeck.inventory.resource.AttachedResourceIndex;
import org.stackdeck.ui.ViewLogic;
import org.stackdeck.ui.servers.search.ServerSort;

/**
 * Field of an exported server. Names and values are those of the REST API, but the flavor, the image, the addresses,
 * the volumes and the security groups are texts instead of objects.
 *
 * @param reader reads a number, a text, a time, a list of texts, or null
 */
@ViewLogic
record ServerExportField(String name, Reader reader) {

    interface Reader {
        @Nullable
        Object read(Server server, @Nullable Owner owner, AttachedResourceIndex attached);
    }

    /** Returns the fields that a column of the grid exports. */
    static List<ServerExportField> of(ServerSort.Column column) {
        return switch (column) {
            case STATE ->
                List.of(
                        field("status", (server, _, _) -> server.status().name()),
                        field(
                                "taskState",
                                (server, _, _) -> server.taskState() == null
                                        ? null
                                        : server.taskState().name().toLowerCase(Locale.ROOT)));
            case NAME ->
                List.of(
                        field("name", (server, _, _) -> server.name()),
                        field("id", (server, _, _) -> server.id().value()));
            case ADDRESS ->
                List.of(field(
                        "addresses",
                        (server, _, _) -> server.addressesFloatingFirst().stream()
                                .map(ServerAddress::ip)
                                .toList()));
            case FLAVOR ->
                List.of(
                        field("flavor", (server, _, _) -> server.flavor().name()),
                        field("vcpus", (server, _, _) -> server.flavor().vcpus()),
                        field("ramMib", (server, _, _) -> server.flavor().ramMib()),
                        field("diskGib", (server, _, _) -> server.flavor().diskGib()));
            case IMAGE ->
                List.of(field(
                        "image",
                        (server, _, _) ->
                                server.image() == null ? null : server.image().displayName()));
            case PROJECT ->
                List.of(
                        field("cloud", (server, _, _) -> server.cloud().value()),
                        field("project", (server, _, _) -> server.project().name()),
                        field(
                                "projectId",
                                (server, _, _) -> server.project().id().value()));
            case AGE -> List.of(field("created", (server, _, _) -> server.created()));
            case OWNER ->
                List.of(field(
                        "owner",
                        (_, owner, _) -> owner == null ? null : owner.name().value()));
            case TAGS ->
                List.of(field(
                        "tags",
                        (server, _, _) -> server.tags().stream().sorted().toList()));
            case HOST -> List.of(field("host", (server, _, _) -> server.host()));
            case KEY -> List.of(field("keyName", (server, _, _) -> server.keyName()));
            case VOLUMES -> List.of(names("volumes", ResourceKind.VOLUME));
            case SECURITY_GROUPS -> List.of(names("securityGroups", ResourceKind.SECURITY_GROUP));
        };
    }

    private static ServerExportField names(String name, ResourceKind kind) {
        return field(
                name,
                (server, _, attached) -> attached.find(server, kind)
                        .map(found -> found.resources().stream()
                                .map(CloudResource::displayName)
                                .toList())
                        .orElse(null));
    }

    private static ServerExportField field(String name, Reader reader) {
        return new ServerExportField(name, reader);
    }
}
