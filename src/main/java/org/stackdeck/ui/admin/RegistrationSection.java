package org.stackdeck.ui.admin;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import org.stackdeck.identity.RegistrationPolicy;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.proof.ProofPrompt;

/** Setting for the registration of new accounts. */
final class RegistrationSection extends Div {

    private final transient RegistrationPolicy policy;
    private final RadioButtonGroup<RegistrationPolicy.Mode> modes = new RadioButtonGroup<>();

    RegistrationSection(RegistrationPolicy policy, ProofPrompt prompt, CurrentUser currentUser, Words words) {
        this.policy = policy;
        addClassNames("section", "wide");
        Paragraph note = new Paragraph(words.say("admin.settings.registration.note"));
        note.addClassName("muted");
        modes.addThemeName("vertical");
        modes.setAriaLabel(words.say("admin.settings.registration"));
        modes.setItems(RegistrationPolicy.Mode.values());
        modes.setItemLabelGenerator(mode -> words.say("admin.settings.registration." + mode));
        modes.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                RegistrationPolicy.Mode wanted = event.getValue();
                // Restore the saved value until the change is confirmed, which may require re-authentication.
                show();
                prompt.during(words, () -> {
                    policy.set(currentUser.caller(), wanted);
                    Toasts.done(words.say("admin.settings.saved"));
                    show();
                });
            }
        });
        add(new H2(words.say("admin.settings.registration")), note, modes);
        show();
    }

    private void show() {
        modes.setValue(policy.mode());
    }
}
