package org.stackdeck.ui.launch.templates;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import org.stackdeck.ui.i18n.Messages;

/** Asks for confirmation before a launch template is deleted. */
final class DeleteLaunchTemplateDialog extends Dialog {

    DeleteLaunchTemplateDialog(Messages messages, String name, Runnable remove) {
        setHeaderTitle(messages.text("launch.recipe.remove.title", name));
        setWidth("420px");
        add(new Paragraph(messages.text("launch.recipe.remove.note")));
        Button confirm = new Button(messages.text("launch.recipe.remove"), _ -> {
            close();
            remove.run();
        });
        confirm.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.ERROR);
        getFooter().add(new Button(messages.text("app.cancel"), _ -> close()), confirm);
    }
}
