package org.stackdeck.ui.admin;

import com.vaadin.flow.spring.annotation.UIScope;
import java.util.List;
import org.springframework.stereotype.Component;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.commands.Command;
import org.stackdeck.ui.commands.CommandSource;
import org.stackdeck.ui.commands.PageSectionCommandFactory;
import org.stackdeck.ui.i18n.Messages;

/** Finds the sections of the settings page, for administrators. */
@Component
@UIScope
class SettingsCommandSource implements CommandSource {

    private static final List<String> SECTIONS = List.of(
            "admin.settings.factors", "admin.settings.registration", "admin.settings.retention", "admin.settings.mail");

    private final ViewerPermissions viewerPermissions;

    SettingsCommandSource(ViewerPermissions viewerPermissions) {
        this.viewerPermissions = viewerPermissions;
    }

    @Override
    public List<Command> load(Messages messages) {
        if (!viewerPermissions.effectivePermissions().isAdministrator()) {
            return List.of();
        }
        String page = messages.text("admin.settings.title");
        return SECTIONS.stream()
                .map(heading ->
                        PageSectionCommandFactory.create(SettingsView.PATH, "settings", heading, page, messages))
                .toList();
    }
}
