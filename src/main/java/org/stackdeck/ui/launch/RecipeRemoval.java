package org.stackdeck.ui.launch;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import org.stackdeck.ui.component.Words;

/** Asks for confirmation before a launch template is deleted. */
final class RecipeRemoval extends Dialog {

    RecipeRemoval(Words words, String name, Runnable remove) {
        setHeaderTitle(words.say("launch.recipe.remove.title", name));
        setWidth("420px");
        add(new Paragraph(words.say("launch.recipe.remove.note")));
        Button confirm = new Button(words.say("launch.recipe.remove"), _ -> {
            close();
            remove.run();
        });
        confirm.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.ERROR);
        getFooter().add(new Button(words.say("app.cancel"), _ -> close()), confirm);
    }
}
