package org.stackdeck.ui.commands;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.spring.annotation.UIScope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerAddress;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.ActionAvailabilityService;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.actions.ActionIcons;
import org.stackdeck.ui.actions.UnavailabilityReasons;
import org.stackdeck.ui.commands.Command.Effect;
import org.stackdeck.ui.commands.CommandCandidates.Rank;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.servers.actions.ServerActionSubmitter;
import org.stackdeck.ui.servers.bulk.BulkSelectionController;
import org.stackdeck.ui.servers.bulk.CurrentBulkSelection;
import org.stackdeck.ui.servers.menu.ServerMenuItem;
import org.stackdeck.ui.servers.menu.ServerMenuLayout;
import org.stackdeck.ui.servers.navigation.ServerRoutes;
import org.stackdeck.ui.servers.state.DisplayedServerState;

/** Finds the commands that open servers or start actions on them. */
@Component
@UIScope
class ServerCommands {

    private static final int MAX_SERVERS_PER_ACTION = 4;

    private final Inventory inventory;
    private final ViewerPermissions viewerPermissions;
    private final ActionAvailabilityService availabilityService;
    private final List<ServerMenuItem> menuItems;
    private final ServerActionSubmitter.Services submitterServices;
    private final CurrentBulkSelection selection;

    ServerCommands(
            Inventory inventory,
            ViewerPermissions viewerPermissions,
            ActionAvailabilityService availabilityService,
            List<ServerMenuItem> menuItems,
            ServerActionSubmitter.Services submitterServices,
            CurrentBulkSelection selection) {
        this.inventory = inventory;
        this.viewerPermissions = viewerPermissions;
        this.availabilityService = availabilityService;
        this.menuItems = menuItems;
        this.submitterServices = submitterServices;
        this.selection = selection;
    }

    /** Returns the command that opens the server; empty if the viewer cannot see it. */
    Optional<Command> open(ServerKey key, Messages messages) {
        return inventory
                .find(key)
                .filter(server -> viewerPermissions.effectivePermissions().isVisible(ServerAttributes.of(server)))
                .map(server -> openCommand(server, messages));
    }

    /**
     * Adds the commands for the actions and servers that match.
     *
     * @param shown the server of the current page, to which actions without a server name apply; empty for none
     * @param recent positions of the recent servers, which come before equal matches
     */
    void addMatching(
            CommandQuery query,
            Optional<ServerKey> shown,
            Map<ServerKey, Integer> recent,
            CommandCandidates candidates,
            Messages messages) {
        Map<ServerKey, Server> visible = visible();
        Optional<BulkSelectionController> bulk = selection.find();
        List<ServerKey> selected =
                bulk.map(BulkSelectionController::selectedServers).orElse(List.of());
        List<Server> current = Stream.concat(shown.stream(), selected.size() == 1 ? selected.stream() : Stream.empty())
                .distinct()
                .flatMap(key -> Optional.ofNullable(visible.get(key)).stream())
                .toList();
        Map<List<String>, List<ServerMatch>> matchesByWords = new HashMap<>();
        Function<List<String>, List<ServerMatch>> named = words -> words.isEmpty()
                ? List.of()
                : matchesByWords.computeIfAbsent(
                        words, _ -> ServerMatch.find(visible.values(), words, recent, MAX_SERVERS_PER_ACTION));
        for (ServerAction action : ServerMenuLayout.actions()) {
            String label = messages.text("servers.menu." + action.code());
            // The words of the openstack command match in every language.
            String names = String.join(" ", label, action.code(), action.code().replace('-', ' '));
            query.without(names).ifPresent(rest -> {
                named.apply(rest)
                        .forEach(match ->
                                candidates.add(Rank.ACTION, () -> actionCommand(match.server(), action, messages)));
                if (!rest.isEmpty()) {
                    return;
                }
                // An abbreviated action has a lower rank than a server. Otherwise, Enter after the first letters of a
                // server name could start an action on the current server.
                Rank rank = query.hasWordOf(names) ? Rank.ACTION : Rank.ABBREVIATED_ACTION;
                if (selected.size() > 1) {
                    bulk.ifPresent(controller -> candidates.add(
                            rank, () -> bulkCommand(controller, selected.size(), action, label, messages)));
                }
                current.forEach(server -> candidates.add(rank, () -> actionCommand(server, action, messages)));
                if (current.isEmpty() && Permission.requiredFor(action) != Permission.SERVER_ADMINISTER) {
                    candidates.add(
                            Rank.INCOMPLETE_ACTION, () -> Optional.of(incompleteCommand(action, label, messages)));
                }
            });
        }
        for (ServerMenuItem item : menuItems) {
            String label = messages.text(item.labelKey());
            query.without(label).ifPresent(rest -> {
                Rank rank = !rest.isEmpty() && query.hasWordOf(label) ? Rank.ACTION : Rank.MENU_ITEM;
                Stream.concat(
                                named.apply(rest).stream().map(ServerMatch::server),
                                rest.isEmpty() ? current.stream() : Stream.empty())
                        .forEach(server -> candidates.add(rank, () -> menuCommand(item, server, messages)));
            });
        }
        List<ServerMatch> matches =
                ServerMatch.find(visible.values(), query.words(), recent, CommandCandidates.MAX_COMMANDS);
        matches.forEach(match -> candidates.add(Rank.SERVER, () -> Optional.of(openCommand(match.server(), messages))));
        if (matches.size() == 1) {
            addCommonActions(candidates, matches.getFirst().server(), messages);
        }
    }

    /** Returns the command for the action on the selected servers; empty if it is not available for several servers. */
    private static Optional<Command> bulkCommand(
            BulkSelectionController bulk, int selected, ServerAction action, String label, Messages messages) {
        OptionalLong available = bulk.countAvailable(action);
        if (available.isEmpty()) {
            return Optional.empty();
        }
        boolean enabled = available.getAsLong() > 0;
        return Optional.of(new Command(
                "",
                ActionIcons.icon(action.code()),
                messages.text(
                        "commands.action", label, messages.text("commands.selected", available.getAsLong(), selected)),
                enabled ? "" : messages.text("commands.selected.none"),
                enabled ? new Effect.Run(() -> bulk.openDialog(action)) : new Effect.Disabled()));
    }

    private static Command incompleteCommand(ServerAction action, String label, Messages messages) {
        return new Command(
                "",
                ActionIcons.icon(action.code()),
                label,
                messages.text("commands.server"),
                new Effect.Complete(label.replace("…", "") + " "));
    }

    private Map<ServerKey, Server> visible() {
        return inventory.current(viewerPermissions.id()).servers();
    }

    private static String key(Server server) {
        return RecentCommands.SERVER + server.key().cloud() + "/" + server.key().id();
    }

    private Command openCommand(Server server, Messages messages) {
        String state = messages.text("servers.state."
                + DisplayedServerState.of(server, null, viewerPermissions.id()).labelKey());
        String detail = Stream.concat(
                        Stream.of(state, server.project().name()),
                        server.addresses().stream().map(ServerAddress::ip).limit(1))
                .collect(Collectors.joining(" · "));
        return new Command(
                key(server),
                "server",
                server.displayName(),
                detail,
                new Effect.Run(() -> UI.getCurrentOrThrow().navigate(ServerRoutes.serverPath(server.key()))));
    }

    private Optional<Command> actionCommand(Server server, ServerAction action, Messages messages) {
        ActionAvailability availability = availabilityService.check(viewerPermissions.subject(), server, action);
        if (!ServerMenuLayout.isOffered(action, server, availability)) {
            return Optional.empty();
        }
        String label =
                messages.text("commands.action", messages.text("servers.menu." + action.code()), server.displayName());
        String reason = UnavailabilityReasons.text(action, availability, messages);
        return Optional.of(new Command(
                key(server),
                ActionIcons.icon(action.code()),
                label,
                availability.isAvailable() ? server.project().name() : reason,
                availability.isAvailable()
                        ? new Effect.Run(() -> submitter(messages).startAfterConfirmation(server, action))
                        : new Effect.Disabled()));
    }

    /** Adds the available common actions on a server, and the menu items of other features. */
    private void addCommonActions(CommandCandidates candidates, Server server, Messages messages) {
        ServerMenuLayout.COMMON.forEach(action -> candidates.add(
                Rank.COMMON_ACTION,
                () -> actionCommand(server, action, messages).filter(Command::isEnabled)));
        menuItems.forEach(item -> candidates.add(Rank.COMMON_ACTION, () -> menuCommand(item, server, messages)));
    }

    private Optional<Command> menuCommand(ServerMenuItem item, Server server, Messages messages) {
        return item.isOffered(viewerPermissions.effectivePermissions(), server)
                ? Optional.of(new Command(
                        key(server),
                        item.icon(),
                        messages.text("commands.action", messages.text(item.labelKey()), server.displayName()),
                        server.project().name(),
                        new Effect.Run(() -> item.execute(server))))
                : Optional.empty();
    }

    private ServerActionSubmitter submitter(Messages messages) {
        // The operations bar shows the accepted operation.
        return new ServerActionSubmitter(submitterServices, messages, _ -> {});
    }
}
