package org.stackdeck.ui.servers.views;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.QueryParameters;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.stackdeck.ui.commands.Command;
import org.stackdeck.ui.commands.Command.Effect;
import org.stackdeck.ui.commands.CommandSource;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.servers.navigation.ServerRoutes;

/** Finds the built-in views, and the views that have a tab: those of the user and those shared with the user. */
@Component
class ServerViewCommandSource implements CommandSource {

    private final ServerViewActions views;

    ServerViewCommandSource(ServerViewActions views) {
        this.views = views;
    }

    @Override
    public List<Command> load(Messages messages) {
        String kind = messages.text("commands.view");
        return Stream.concat(
                        views.load().tabs().stream()
                                .map(view -> command(
                                        view.id(),
                                        view.view().name().value(),
                                        view.sharedBy() == null
                                                ? kind
                                                : kind + " · "
                                                        + messages.text(
                                                                "servers.views.shared-by",
                                                                view.sharedBy().value()))),
                        Arrays.stream(BuiltInView.values())
                                .map(view -> command(view.code(), messages.text("servers.views." + view.code()), kind)))
                .toList();
    }

    private static Command command(String id, String name, String detail) {
        return new Command(
                "view:" + id,
                "columns",
                name,
                detail,
                new Effect.Run(() -> UI.getCurrentOrThrow()
                        .navigate(ServerRoutes.PATH, QueryParameters.of(ServerViewSelection.VIEW, id))));
    }
}
