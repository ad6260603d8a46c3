package org.stackdeck.ui.notices;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.notices.NoticeContent;
import org.stackdeck.notices.NoticeObject;
import org.stackdeck.ui.accessrequests.MyAccessRequestsView;
import org.stackdeck.ui.accessrequests.ReviewAccessRequestsView;
import org.stackdeck.ui.operations.OperationRoutes;
import org.stackdeck.ui.servers.navigation.ServerRoutes;
import org.stackdeck.ui.servers.navigation.ServerTab;

/** Determines the page to which a notice links. */
@Component
class NoticeLinks {

    private final Inventory inventory;

    NoticeLinks(Inventory inventory) {
        this.inventory = inventory;
    }

    /**
     * Returns the path of the page. Returns empty if the user cannot see the page or its object, or if the object no
     * longer exists.
     */
    Optional<String> path(NoticeContent content, EffectivePermissions permissions) {
        return switch (content.kind()) {
            case REQUEST_APPROVED, REQUEST_DECLINED, REQUEST_EXPIRED, GRANT_ENDING ->
                Optional.of(MyAccessRequestsView.PATH);
            // Users may always see their own operations.
            case OPERATION_FAILED, OPERATION_UNCONFIRMED ->
                Optional.of(OperationRoutes.ownPath(
                        content.items().size() == 1 ? content.items().getFirst().name() : ""));
            case SERVER_ERROR -> serverPath(content, permissions, ServerTab.OVERVIEW);
            case SERVER_CHANGED -> serverPath(content, permissions, ServerTab.ACTIVITY);
            case ACCOUNT_PENDING -> administratorPath(ServerRoutes.USERS, permissions);
            case REQUEST_PENDING -> administratorPath(ReviewAccessRequestsView.PATH, permissions);
        };
    }

    /** Returns the path of the page for the members of a group. All members can see the objects. */
    String groupPath(NoticeContent content) {
        return switch (content.kind()) {
            case REQUEST_APPROVED, REQUEST_DECLINED, REQUEST_EXPIRED, GRANT_ENDING -> MyAccessRequestsView.PATH;
            case OPERATION_FAILED, OPERATION_UNCONFIRMED, SERVER_CHANGED ->
                groupServerPath(content, ServerTab.ACTIVITY);
            case SERVER_ERROR -> groupServerPath(content, ServerTab.OVERVIEW);
            case ACCOUNT_PENDING -> ServerRoutes.USERS;
            case REQUEST_PENDING -> ReviewAccessRequestsView.PATH;
        };
    }

    /**
     * Returns the path of the server's page, or of the list of all servers for several objects. Returns the path of the
     * operations page if no object is a server, or if the only server is not in the inventory.
     */
    private String groupServerPath(NoticeContent content, ServerTab tab) {
        List<ServerKey> servers = servers(content).toList();
        if (content.items().size() > 1) {
            return servers.isEmpty() ? OperationRoutes.path("") : ServerRoutes.ALL_SERVERS_PATH;
        }
        return servers.stream()
                .filter(key -> inventory.find(key).isPresent())
                .map(key -> ServerRoutes.serverPath(key, tab))
                .findFirst()
                .orElseGet(() -> OperationRoutes.path(
                        content.items().isEmpty()
                                ? ""
                                : content.items().getFirst().name()));
    }

    private static Stream<ServerKey> servers(NoticeContent content) {
        return content.items().stream()
                .map(NoticeObject::target)
                .flatMap(Optional::stream)
                .filter(ServerKey.class::isInstance)
                .map(ServerKey.class::cast);
    }

    private static Optional<String> administratorPath(String path, EffectivePermissions permissions) {
        return Optional.of(path).filter(_ -> permissions.isAdministrator());
    }

    private Optional<String> serverPath(NoticeContent content, EffectivePermissions permissions, ServerTab tab) {
        List<ServerKey> visible = servers(content)
                .filter(key -> inventory
                        .find(key)
                        .filter(server -> permissions.isVisible(ServerAttributes.of(server)))
                        .isPresent())
                .toList();
        if (visible.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                content.items().size() == 1
                        ? ServerRoutes.serverPath(visible.getFirst(), tab)
                        : ServerRoutes.ALL_SERVERS_PATH);
    }
}
