package org.stackdeck.ui.admin;

import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import org.stackdeck.identity.registration.RegistrationPolicyService;
import org.stackdeck.ui.UserInputListeners;
import org.stackdeck.ui.component.PageSection;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;

/** Setting for the registration of new accounts. */
final class RegistrationPolicySection extends PageSection {

    private final transient RegistrationPolicyService policy;
    private final RadioButtonGroup<RegistrationPolicyService.Mode> modes = new RadioButtonGroup<>();

    RegistrationPolicySection(RegistrationPolicyService policy, ReauthenticationHandler handler, Messages messages) {
        super(messages, "admin.settings.registration");
        this.policy = policy;
        modes.addThemeName("vertical");
        modes.setAriaLabel(messages.text("admin.settings.registration"));
        modes.setItems(RegistrationPolicyService.Mode.values());
        modes.setItemLabelGenerator(mode -> messages.text("admin.settings.registration." + mode));
        UserInputListeners.saveOnChange(modes, mode -> {
            // Restores the saved value until the change is confirmed, which can require re-authentication.
            refresh();
            handler.runAuthenticated(messages, caller -> {
                policy.setMode(caller, mode);
                Toasts.showSuccess(messages.text("admin.settings.saved"));
                refresh();
            });
        });
        add(modes);
        refresh();
    }

    private void refresh() {
        modes.setValue(policy.mode());
    }
}
