package org.stackdeck.ui.admin;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import org.stackdeck.identity.registration.RegistrationPolicy;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.reauthentication.ReauthenticationPrompt;

/** Setting for the registration of new accounts. */
final class RegistrationPolicySection extends Div {

    private final transient RegistrationPolicy policy;
    private final RadioButtonGroup<RegistrationPolicy.Mode> modes = new RadioButtonGroup<>();

    RegistrationPolicySection(
            RegistrationPolicy policy, ReauthenticationPrompt prompt, CurrentUser currentUser, Messages messages) {
        this.policy = policy;
        addClassNames("section", "wide");
        Paragraph note = new Paragraph(messages.text("admin.settings.registration.note"));
        note.addClassName("muted");
        modes.addThemeName("vertical");
        modes.setAriaLabel(messages.text("admin.settings.registration"));
        modes.setItems(RegistrationPolicy.Mode.values());
        modes.setItemLabelGenerator(mode -> messages.text("admin.settings.registration." + mode));
        modes.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                RegistrationPolicy.Mode wanted = event.getValue();
                // Restore the saved value until the change is confirmed, which may require re-authentication.
                refresh();
                prompt.runAuthenticated(messages, () -> {
                    policy.setMode(currentUser.caller(), wanted);
                    Toasts.showSuccess(messages.text("admin.settings.saved"));
                    refresh();
                });
            }
        });
        add(new H2(messages.text("admin.settings.registration")), note, modes);
        refresh();
    }

    private void refresh() {
        modes.setValue(policy.mode());
    }
}
