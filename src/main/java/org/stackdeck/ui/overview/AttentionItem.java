package org.stackdeck.ui.overview;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerStateGroup;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.ViewLogic;
import org.stackdeck.ui.i18n.Message;
import org.stackdeck.ui.operations.OperationLabels;
import org.stackdeck.ui.servers.navigation.ServerRoutes;
import org.stackdeck.ui.servers.state.ServerStateBadge;

/**
 * Line of the {@link AttentionCard}.
 *
 * @param icon ID of the symbol in {@code icons.svg}
 * @param path path of the page on which the user can act
 * @param detail null for none
 */
@ViewLogic
record AttentionItem(
        String icon, Message text, String path, @Nullable Message detail) {

    /** Maximum number of items of one kind. An additional item shows the number of items that are omitted. */
    private static final int MAX_EACH = 5;

    private static final Duration FAILURE_AGE = Duration.ofHours(24);

    /** @param servers all visible servers */
    static Stream<AttentionItem> ofServers(Collection<Server> servers) {
        List<Server> inError = servers.stream()
                .filter(server -> ServerStateGroup.of(server) == ServerStateGroup.ERROR)
                .sorted(Comparator.comparing(Server::name, String.CASE_INSENSITIVE_ORDER)
                        .thenComparing(server -> server.id().value()))
                .toList();
        return limited(
                inError.stream().map(AttentionItem::ofServer).toList(),
                ServerStateBadge.icon(ServerStateGroup.ERROR),
                "overview.attention.more-servers",
                OverviewLinks.servers(ServerStateGroup.ERROR));
    }

    /** @param operations visible operations, newest first */
    static Stream<AttentionItem> ofOperations(List<Operation> operations, Instant now) {
        return limited(
                operations.stream()
                        .filter(operation -> operation.state() == Operation.State.FAILED
                                && Objects.requireNonNullElse(operation.finishedAt(), operation.acceptedAt())
                                        .isAfter(now.minus(FAILURE_AGE)))
                        .map(AttentionItem::ofOperation)
                        .toList(),
                OperationLabels.icon(Operation.State.FAILED),
                "overview.attention.more-operations",
                OverviewLinks.failedOperations());
    }

    /** Returns an item with the number, or no item if the number is 0. */
    static Stream<AttentionItem> ofCount(String icon, String key, int count, String path) {
        return count == 0 ? Stream.empty() : Stream.of(new AttentionItem(icon, Message.of(key, count), path, null));
    }

    private static AttentionItem ofServer(Server server) {
        return new AttentionItem(
                ServerStateBadge.icon(ServerStateGroup.ERROR),
                Message.of("overview.attention.server", server.displayName()),
                ServerRoutes.serverPath(server.key()),
                server.fault() == null
                        ? null
                        : new Message.Verbatim(server.fault().message()));
    }

    private static AttentionItem ofOperation(Operation operation) {
        return new AttentionItem(
                OperationLabels.icon(operation.state()),
                Message.of(
                        "overview.attention.operation",
                        OperationLabels.action(operation),
                        OperationLabels.target(operation)),
                OverviewLinks.operations(operation),
                OperationLabels.reason(operation).orElse(null));
    }

    private static Stream<AttentionItem> limited(List<AttentionItem> items, String icon, String key, String path) {
        return Stream.concat(
                items.stream().limit(MAX_EACH), ofCount(icon, key, Math.max(0, items.size() - MAX_EACH), path));
    }
}
