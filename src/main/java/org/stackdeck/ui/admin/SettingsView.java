package org.stackdeck.ui.admin;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.audit.AuditRetentionPeriodService;
import org.stackdeck.identity.factor.AuthenticationFactorException;
import org.stackdeck.identity.factor.SecondFactorPolicyService;
import org.stackdeck.identity.mail.MailStatusService;
import org.stackdeck.identity.registration.RegistrationPolicyService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.UserInputListeners;
import org.stackdeck.ui.component.PageSection;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.component.TitledPage;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.layout.MainLayout;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;

/** Settings of Stackdeck that administrators can change. */
@Route(value = SettingsView.PATH, layout = MainLayout.class)
@RolesAllowed("ADMINISTRATOR")
class SettingsView extends TitledPage {

    static final String PATH = "admin/settings";

    private final transient SecondFactorPolicyService policy;
    private final transient ReauthenticationHandler handler;
    private final Map<User.Role, Checkbox> boxes = new EnumMap<>(User.Role.class);

    SettingsView(
            SecondFactorPolicyService policy,
            RegistrationPolicyService registration,
            AuditRetentionPeriodService auditRetentionPeriodService,
            MailStatusService mailStatusService,
            ReauthenticationHandler handler,
            UserDirectory userDirectory,
            CurrentUser currentUser) {
        super("admin.settings.title");
        this.policy = policy;
        this.handler = handler;
        userDirectory.requireAdministrator(currentUser.caller());
        Div box = StyledElements.div(
                "grid-box sheet",
                secondFactor(),
                new RegistrationPolicySection(registration, handler, messages),
                new AuditRetentionSection(auditRetentionPeriodService, handler, currentUser, messages),
                new MailDeliverySection(mailStatusService, currentUser.caller(), messages));
        addHeader();
        add(box);
        refresh();
    }

    private Div secondFactor() {
        PageSection section = new PageSection(messages, "admin.settings.factors");
        for (User.Role role : User.Role.values()) {
            Checkbox box = new Checkbox(messages.text("admin.settings.factors." + role));
            UserInputListeners.saveOnChange(box, required -> {
                // Restores the saved value until the change is confirmed, which can require re-authentication.
                refresh();
                handler.runAuthenticated(messages, caller -> setSecondFactorRequired(caller, role, required));
            });
            boxes.put(role, box);
            section.add(box);
        }
        return section;
    }

    private void setSecondFactorRequired(Caller caller, User.Role role, boolean required) {
        try {
            policy.setRequired(caller, role, required);
            Toasts.showSuccess(messages.text("admin.settings.saved"));
        } catch (AuthenticationFactorException own) {
            Toasts.showError(
                    messages.text("admin.settings.factors.own"), messages.text("admin.settings.factors.own.how"));
        }
        refresh();
    }

    private void refresh() {
        Set<User.Role> required = policy.requiredRoles();
        boxes.forEach((role, box) -> box.setValue(required.contains(role)));
    }
}
