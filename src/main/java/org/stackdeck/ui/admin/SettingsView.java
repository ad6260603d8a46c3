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
import org.stackdeck.identity.Directory;
import org.stackdeck.identity.FactorException;
import org.stackdeck.identity.FactorPolicy;
import org.stackdeck.identity.RegistrationPolicy;
import org.stackdeck.identity.TrailRetention;
import org.stackdeck.identity.User;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.MainLayout;
import org.stackdeck.ui.component.Pages;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.proof.ProofPrompt;

/** Settings of Stackdeck that administrators can change. */
@Route(value = "admin/settings", layout = MainLayout.class)
@RolesAllowed("ADMINISTRATOR")
class SettingsView extends Div implements HasDynamicTitle {

    private final transient FactorPolicy policy;
    private final transient ProofPrompt prompt;
    private final transient CurrentUser currentUser;
    private final Words words = Words.here();
    private final Map<User.Role, Checkbox> boxes = new EnumMap<>(User.Role.class);

    SettingsView(
            FactorPolicy policy,
            RegistrationPolicy registration,
            TrailRetention retention,
            ProofPrompt prompt,
            Directory directory,
            CurrentUser currentUser) {
        this.policy = policy;
        this.prompt = prompt;
        this.currentUser = currentUser;
        directory.requireAdministrator(currentUser.caller());
        addClassName("list-page");
        Div box = new Div(
                secondFactor(),
                new RegistrationSection(registration, prompt, currentUser, words),
                new RetentionSection(retention, prompt, currentUser, words));
        box.addClassNames("grid-box", "sheet");
        add(Pages.title(words.say("admin.settings.title")), box);
        show();
    }

    @Override
    public String getPageTitle() {
        return words.say("app.page-title", words.say("admin.settings.title"));
    }

    private Div secondFactor() {
        Paragraph note = new Paragraph(words.say("admin.settings.factors.note"));
        note.addClassName("muted");
        Div section = new Div(new H2(words.say("admin.settings.factors")), note);
        section.addClassNames("section", "wide");
        for (User.Role role : User.Role.values()) {
            Checkbox box = new Checkbox(words.say("admin.settings.factors." + role));
            box.addValueChangeListener(event -> {
                if (event.isFromClient()) {
                    boolean wanted = event.getValue();
                    // Restore the saved value until the change is confirmed, which may require re-authentication.
                    show();
                    prompt.during(words, () -> require(role, wanted));
                }
            });
            boxes.put(role, box);
            section.add(box);
        }
        return section;
    }

    private void require(User.Role role, boolean wanted) {
        try {
            policy.require(currentUser.caller(), role, wanted);
            Toasts.done(words.say("admin.settings.saved"));
        } catch (FactorException own) {
            Toasts.problem(words.say("admin.settings.factors.own"), words.say("admin.settings.factors.own.how"));
        }
        show();
    }

    private void show() {
        Set<User.Role> required = policy.required();
        boxes.forEach((role, box) -> box.setValue(required.contains(role)));
    }
}
