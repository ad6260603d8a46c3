package org.stackdeck.ui.admin;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.dom.Element;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Grant;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.Grants;
import org.stackdeck.access.Role;
import org.stackdeck.access.Terms;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Clouds;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.identity.User;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.Buttons;
import org.stackdeck.ui.component.Words;

/** What a user may see and do: the grants there are, each to be taken away, and a form for one more. */
final class GrantsDialog extends Dialog {

    private final transient Grants grants;
    private final transient Clouds clouds;
    private final transient CurrentUser currentUser;
    private final transient Runnable done;
    private final Words words;
    private final User user;
    private final Div list = new Div();
    private final Select<CloudName> cloud = new Select<>();
    private final Select<Project> project = new Select<>();
    private final Select<Role> role = new Select<>();
    private final DateTimePicker until = new DateTimePicker();

    GrantsDialog(User user, Grants grants, Clouds clouds, CurrentUser currentUser, Words words, Runnable done) {
        this.user = user;
        this.grants = grants;
        this.clouds = clouds;
        this.currentUser = currentUser;
        this.words = words;
        this.done = done;
        setHeaderTitle(words.say("admin.grants.title", user.name().value()));
        setWidth("620px");
        list.addClassName("grants");
        add(list, form());
        getFooter().add(new Button(words.say("app.close"), _ -> close()));
        show();
    }

    private Div form() {
        cloud.setLabel(words.say("admin.grants.cloud"));
        cloud.setItems(clouds.names());
        cloud.addValueChangeListener(event -> offerProjects(event.getValue()));
        project.setLabel(words.say("servers.column.project"));
        project.setEmptySelectionAllowed(true);
        project.setEmptySelectionCaption(words.say("admin.grants.all-projects"));
        project.setItemLabelGenerator(
                chosen -> chosen == null ? words.say("admin.grants.all-projects") : chosen.name());
        role.setLabel(words.say("admin.grants.role"));
        role.setItems(Role.BUILT_IN);
        role.setItemLabelGenerator(chosen -> words.say("admin.grants.role." + chosen.word()));
        role.setValue(Role.VIEWER);
        until.setLabel(words.say("admin.grants.until"));
        clouds.names().stream().findFirst().ifPresent(cloud::setValue);
        Button give = new Button(words.say("admin.grants.give"), _ -> give());
        give.addThemeVariants(ButtonVariant.PRIMARY);
        Div fields = new Div(cloud, project, role, until, give);
        fields.addClassName("grant-form");
        return fields;
    }

    private void offerProjects(@Nullable CloudName chosen) {
        project.setItems(clouds.projects().stream()
                .filter(candidate -> candidate.cloud().equals(chosen))
                .toList());
    }

    private void give() {
        CloudName chosen = cloud.getValue();
        if (chosen == null) {
            return;
        }
        Project only = project.getValue();
        grants.give(
                currentUser.caller(),
                Grantee.of(user.id()),
                new Terms(
                        chosen,
                        only == null ? Set.of() : Set.of(only.id()),
                        role.getValue(),
                        null,
                        Optional.ofNullable(until.getValue())
                                .map(time -> time.atZone(words.zone()).toInstant())
                                .orElse(null)));
        show();
        done.run();
    }

    private void show() {
        list.removeAll();
        List<Grant> all = grants.of(Grantee.of(user.id()));
        all.forEach(grant -> list.add(line(grant)));
        if (all.isEmpty()) {
            Paragraph none = new Paragraph(words.say("admin.grants.none"));
            none.addClassName("muted");
            list.add(none);
        }
    }

    private Div line(Grant grant) {
        Span where = new Span(grant.cloud() + " / " + name(grant));
        where.addClassNames("strong", "clip");
        Span what = new Span(words.say("admin.grants.role." + grant.role().word()));
        what.addClassName("tag");
        Span time = new Span();
        time.addClassName("muted");
        grant.terms().end().ifPresent(end -> {
            time.add(new Span(words.say("admin.grants.until") + " "));
            time.getElement().appendChild(new Element("sd-time").setProperty("at", (double) end.toEpochMilli()));
        });
        NativeButton revoke = Buttons.icon("trash", words.say("admin.grants.revoke", name(grant)));
        revoke.addClickListener(_ -> {
            grants.revoke(currentUser.caller(), grant.id());
            show();
            done.run();
        });
        Div line = new Div(where, what, time, revoke);
        line.addClassName("grant");
        return line;
    }

    private String name(Grant grant) {
        return grant.terms().allProjects()
                ? words.say("admin.grants.all-projects")
                : grant.terms().projects().stream()
                        .map(id -> name(grant.cloud(), id))
                        .sorted()
                        .collect(Collectors.joining(", "));
    }

    private String name(CloudName of, ProjectId id) {
        return clouds.projects().stream()
                .filter(candidate ->
                        candidate.cloud().equals(of) && candidate.id().equals(id))
                .map(Project::name)
                .findFirst()
                .orElse(id.value());
    }
}
