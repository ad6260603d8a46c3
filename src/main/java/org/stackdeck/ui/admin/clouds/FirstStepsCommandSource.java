package org.stackdeck.ui.admin.clouds;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.spring.annotation.UIScope;
import java.util.List;
import org.springframework.stereotype.Component;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.commands.Command;
import org.stackdeck.ui.commands.Command.Effect;
import org.stackdeck.ui.commands.CommandSource;
import org.stackdeck.ui.i18n.Messages;

/** Finds the page with the first steps, for administrators. */
@Component
@UIScope
class FirstStepsCommandSource implements CommandSource {

    private final ViewerPermissions viewerPermissions;

    FirstStepsCommandSource(ViewerPermissions viewerPermissions) {
        this.viewerPermissions = viewerPermissions;
    }

    @Override
    public List<Command> load(Messages messages) {
        return viewerPermissions.effectivePermissions().isAdministrator()
                ? List.of(new Command(
                        FirstStepsView.PATH,
                        "s-waiting",
                        messages.text("first-steps.title"),
                        "",
                        new Effect.Run(() -> UI.getCurrentOrThrow().navigate(FirstStepsView.PATH))))
                : List.of();
    }
}
