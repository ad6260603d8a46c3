package org.stackdeck.ui.commands;

import com.vaadin.flow.component.UI;
import org.stackdeck.ui.commands.Command.Effect;
import org.stackdeck.ui.i18n.Messages;

/** Creates commands that open a page and move the focus to the heading of one of its sections. */
public final class PageSectionCommandFactory {

    private PageSectionCommandFactory() {}

    /**
     * @param heading message key of the heading, which is also the ID of the section
     * @param page name of the page, in the user's language
     */
    public static Command create(String path, String icon, String heading, String page, Messages messages) {
        return new Command(path + "#" + heading, icon, messages.text(heading), page, new Effect.Run(() -> {
            UI ui = UI.getCurrentOrThrow();
            ui.navigate(path);
            ui.getPage().executeJs("window.stackdeckFocusSection?.($0)", heading);
        }));
    }
}
