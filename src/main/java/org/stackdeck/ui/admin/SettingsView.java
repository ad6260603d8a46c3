package org.stackdeck.ui.admin;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.audit.AuditRetentionService;
import org.stackdeck.identity.factor.AuthenticationFactorException;
import org.stackdeck.identity.factor.SecondFactorPolicy;
import org.stackdeck.identity.registration.RegistrationPolicy;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.ListPageElements;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.layout.MainLayout;
import org.stackdeck.ui.reauthentication.ReauthenticationPrompt;

/** Settings of Stackdeck that administrators can change. */
@Route(value = "admin/settings", layout = MainLayout.class)
@RolesAllowed("ADMINISTRATOR")
class SettingsView extends Div implements HasDynamicTitle {

    private final transient SecondFactorPolicy policy;
    private final transient ReauthenticationPrompt prompt;
    private final transient CurrentUser currentUser;
    private final Messages messages = Messages.current();
    private final Map<User.Role, Checkbox> boxes = new EnumMap<>(User.Role.class);

    SettingsView(
            SecondFactorPolicy policy,
            RegistrationPolicy registration,
            AuditRetentionService auditRetentionService,
            ReauthenticationPrompt prompt,
            UserDirectory userDirectory,
            CurrentUser currentUser) {
        this.policy = policy;
        this.prompt = prompt;
        this.currentUser = currentUser;
        userDirectory.requireAdministrator(currentUser.caller());
        addClassName("list-page");
        Div box = new Div(
                secondFactor(),
                new RegistrationPolicySection(registration, prompt, currentUser, messages),
                new AuditRetentionSection(auditRetentionService, prompt, currentUser, messages));
        box.addClassNames("grid-box", "sheet");
        add(ListPageElements.header(messages.text("admin.settings.title")), box);
        refresh();
    }

    @Override
    public String getPageTitle() {
        return messages.text("app.page-title", messages.text("admin.settings.title"));
    }

    private Div secondFactor() {
        Paragraph note = new Paragraph(messages.text("admin.settings.factors.note"));
        note.addClassName("muted");
        Div section = new Div(new H2(messages.text("admin.settings.factors")), note);
        section.addClassNames("section", "wide");
        for (User.Role role : User.Role.values()) {
            Checkbox box = new Checkbox(messages.text("admin.settings.factors." + role));
            box.addValueChangeListener(event -> {
                if (event.isFromClient()) {
                    boolean wanted = event.getValue();
                    // Restore the saved value until the change is confirmed, which may require re-authentication.
                    refresh();
                    prompt.runAuthenticated(messages, () -> setSecondFactorRequired(role, wanted));
                }
            });
            boxes.put(role, box);
            section.add(box);
        }
        return section;
    }

    private void setSecondFactorRequired(User.Role role, boolean wanted) {
        try {
            policy.setRequired(currentUser.caller(), role, wanted);
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
