package org.stackdeck.ui.commands;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.spring.annotation.UIScope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.stackdeck.ui.commands.Command.Effect;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.servers.actions.ServerActionSubmitter;
import org.stackdeck.ui.servers.actions.ServerActionSubmitterFactory;
import org.stackdeck.ui.servers.actions.UnavailabilityReasons;
import org.stackdeck.ui.servers.menu.ServerMenuItem;
import org.stackdeck.ui.servers.menu.ServerMenuLayout;
import org.stackdeck.ui.servers.navigation.ServerRoutes;
import org.stackdeck.ui.servers.state.DisplayedServerState;
import org.stackdeck.ui.servers.timeline.TimelineList;

/** Commands that open a server, or start an action on it. */
@Component
@UIScope
class ServerCommands {

    private static final int MAX_SERVERS = 8;
    private static final int MAX_SERVERS_PER_ACTION = 4;
    private static final int MAX_ACTIONS = 8;

    private final Inventory inventory;
    private final ViewerPermissions viewerPermissions;
    private final ActionAvailabilityService availabilityService;
    private final List<ServerMenuItem> menuItems;
    private final ServerActionSubmitterFactory submitterFactory;

    ServerCommands(
            Inventory inventory,
            ViewerPermissions viewerPermissions,
            ActionAvailabilityService availabilityService,
            List<ServerMenuItem> menuItems,
            ServerActionSubmitterFactory submitterFactory) {
        this.inventory = inventory;
        this.viewerPermissions = viewerPermissions;
        this.availabilityService = availabilityService;
        this.menuItems = menuItems;
        this.submitterFactory = submitterFactory;
    }

    /** Returns the command that opens the server; empty if the viewer cannot see it. */
    Optional<Command> open(ServerKey key, Messages messages) {
        return inventory
                .find(key)
                .filter(server -> viewerPermissions.rights().isVisible(ServerAttributes.of(server)))
                .map(server -> openCommand(server, messages));
    }

    /**
     * Returns the actions and servers that match.
     *
     * @param shown the server of the current page, if any; actions without the name of a server apply to it
     */
    List<Command> find(ActionQuery query, Optional<ServerKey> shown, Messages messages) {
        Map<ServerKey, Server> visible = visible();
        List<Command> actions = new ArrayList<>();
        List<Command> abbreviated = new ArrayList<>();
        Map<List<String>, List<ServerMatch>> matchesByWords = new HashMap<>();
        List<Command> incomplete = new ArrayList<>();
        for (ServerAction action : ServerMenuLayout.actions()) {
            String label = messages.text("servers.menu." + action.code());
            query.without(label).ifPresent(rest -> {
                Optional<Server> current = shown.map(visible::get);
                if (!rest.isEmpty()) {
                    matchesByWords
                            .computeIfAbsent(
                                    rest, words -> ServerMatch.find(visible.values(), words, MAX_SERVERS_PER_ACTION))
                            .forEach(match -> actionCommand(match.server(), action, messages)
                                    .ifPresent(actions::add));
                } else if (current.isPresent()) {
                    // Otherwise, Enter after the first letters of a name would start an action on the current server.
                    actionCommand(current.get(), action, messages)
                            .ifPresent((query.hasWordOf(label) ? actions : abbreviated)::add);
                } else if (Permission.requiredFor(action) != Permission.SERVER_ADMINISTER) {
                    incomplete.add(new Command(
                            "",
                            TimelineList.actionIcon(action.code()),
                            label,
                            messages.text("commands.server"),
                            new Effect.Complete(label.replace("…", "") + " ")));
                }
            });
        }
        List<ServerMatch> matches = ServerMatch.find(visible.values(), query.words(), MAX_SERVERS);
        return Stream.of(
                        actions.stream().sorted(Comparator.comparing(command -> !command.isEnabled())),
                        matches.stream().map(match -> openCommand(match.server(), messages)),
                        abbreviated.stream().sorted(Comparator.comparing(command -> !command.isEnabled())),
                        matches.size() == 1
                                ? availableCommands(matches.getFirst().server(), messages)
                                : Stream.<Command>empty(),
                        incomplete.stream())
                .flatMap(commands -> commands.limit(MAX_ACTIONS))
                .toList();
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
        String reason = UnavailabilityReasons.reason(action, availability)
                .map(messages::text)
                .orElse("");
        return Optional.of(new Command(
                key(server),
                TimelineList.actionIcon(action.code()),
                label,
                availability.isAvailable() ? server.project().name() : reason,
                availability.isAvailable()
                        ? new Effect.Run(() -> submitter(messages).startAfterConfirmation(server, action))
                        : new Effect.Disabled()));
    }

    /** Returns the commands of a server that are available, except those that change its lifecycle rarely. */
    private Stream<Command> availableCommands(Server server, Messages messages) {
        return Stream.concat(
                ServerMenuLayout.commonActions().stream()
                        .flatMap(action -> actionCommand(server, action, messages).stream())
                        .filter(Command::isEnabled),
                menuItems.stream()
                        .filter(item -> item.isOffered(viewerPermissions.rights(), server))
                        .map(item -> new Command(
                                key(server),
                                item.icon(),
                                messages.text("commands.action", messages.text(item.labelKey()), server.displayName()),
                                server.project().name(),
                                new Effect.Run(() -> item.execute(server)))));
    }

    private ServerActionSubmitter submitter(Messages messages) {
        // The operations bar follows the accepted operation.
        return submitterFactory.create(messages, _ -> {});
    }
}
