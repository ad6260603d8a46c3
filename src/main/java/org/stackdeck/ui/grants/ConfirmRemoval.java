package org.stackdeck.ui.grants;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import org.stackdeck.ui.component.Words;

/** Asks for confirmation before a group is deleted, with the number of grants that are deleted with it. */
final class ConfirmRemoval extends Dialog {

    ConfirmRemoval(Words words, String name, int grants, Runnable remove) {
        setHeaderTitle(words.say("groups.remove", name));
        setWidth("420px");
        add(new Paragraph(words.say("groups.remove.warning", grants)));
        Button confirm = new Button(words.say("groups.remove.confirm"), _ -> {
            close();
            remove.run();
        });
        confirm.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.ERROR);
        getFooter().add(new Button(words.say("app.cancel"), _ -> close()), confirm);
    }
}
