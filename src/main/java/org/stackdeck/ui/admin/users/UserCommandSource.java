package org.stackdeck.ui.admin.users;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.spring.annotation.UIScope;
import java.util.List;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.commands.Command;
import org.stackdeck.ui.commands.Command.Effect;
import org.stackdeck.ui.commands.CommandSource;
import org.stackdeck.ui.i18n.Messages;

/** Finds users by user name and display name, for administrators. */
@Component
@UIScope
class UserCommandSource implements CommandSource {

    private final UserDirectory userDirectory;
    private final ViewerPermissions viewerPermissions;

    UserCommandSource(UserDirectory userDirectory, ViewerPermissions viewerPermissions) {
        this.userDirectory = userDirectory;
        this.viewerPermissions = viewerPermissions;
    }

    @Override
    public List<Command> load(Messages messages) {
        if (!viewerPermissions.effectivePermissions().isAdministrator()) {
            return List.of();
        }
        String kind = messages.text("commands.user");
        return userDirectory.all().stream().map(user -> command(user, kind)).toList();
    }

    private static Command command(User user, String kind) {
        String name = user.name().value();
        return new Command(
                "user:" + name,
                "user",
                user.displayName(),
                kind + " · " + name,
                new Effect.Run(() ->
                        UI.getCurrentOrThrow().navigate(UsersView.class, QueryParameters.of(UsersView.SEARCH, name))));
    }
}
