package org.stackdeck.ui.grants;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Role;
import org.stackdeck.ui.component.Words;

/** Edits the name and permissions of a role, and shows the consequences for its grantees. */
final class RoleDialog extends Dialog {

    private static final int NAMED = 5;

    private final Words words;
    private final transient GrantPhrases phrases;
    private final transient PermissionDraft draft;
    private final TextField name = new TextField();
    private final Map<Permission, Checkbox> boxes = new EnumMap<>(Permission.class);
    private final Div consequence = new Div();
    private final Paragraph problem = new Paragraph();
    private final Button save;
    private @Nullable RoleRow before;

    /** Saves the input and reports the result to the callback. */
    interface Saver {

        /** @param before the role as it was displayed; null for a new role */
        void save(@Nullable Role before, Role role, Outcome outcome);
    }

    /** Receives the result of saving. */
    interface Outcome {
        void saved();

        void nameTaken();

        /**
         * Another user changed the role.
         *
         * @param now the current role; null if it was deleted
         */
        void changedMeanwhile(@Nullable RoleRow now);
    }

    /** @param before null for a new role */
    RoleDialog(Words words, GrantPhrases phrases, @Nullable RoleRow before, Saver saver) {
        this.words = words;
        this.phrases = phrases;
        this.before = before;
        this.draft =
                new PermissionDraft(before == null ? Set.of() : before.role().permissions());
        setHeaderTitle(before == null ? words.say("roles.create") : words.say("roles.edit", before.word()));
        setWidth("560px");
        addClassName("role-dialog");
        name.setLabel(words.say("roles.column.name"));
        name.setMaxLength(Role.MAX_LENGTH);
        name.setHelperText(words.say(before == null ? "roles.name.form" : "roles.name.fixed"));
        name.setValue(before == null ? "" : before.word());
        name.setReadOnly(before != null);
        Div fields = new Div(name);
        fields.addClassName("fields");
        for (PermissionGroup group : PermissionGroup.values()) {
            fields.add(group(group));
        }
        consequence.addClassName("consequence");
        consequence.getElement().setAttribute("aria-live", "polite");
        problem.addClassName("problem");
        problem.getElement().setAttribute("role", "alert");
        add(fields, consequence, problem);
        save = new Button(words.say("roles.save"), event -> {
            try {
                save(saver);
            } finally {
                event.getSource().setEnabled(true);
            }
        });
        save.addThemeVariants(ButtonVariant.PRIMARY);
        save.setDisableOnClick(true);
        getFooter().add(new Button(words.say("app.cancel"), _ -> close()), save);
        say("");
        show();
        if (before == null) {
            name.focus();
        }
    }

    /** Updates the grantees, which other users can change while the dialog is open. */
    void follow(List<RoleRow> rows) {
        RoleRow known = before;
        if (known != null) {
            rows.stream()
                    .filter(row -> row.role().equals(known.role()))
                    .findFirst()
                    .ifPresent(row -> {
                        before = row;
                        show();
                    });
        }
    }

    private Div group(PermissionGroup group) {
        Span legend = new Span(words.say(group.label()));
        legend.addClassName("label");
        Div ticks = new Div();
        ticks.addClassName("ticks");
        for (Permission permission : group.permissions()) {
            Checkbox box = new Checkbox(words.say(GrantPhrases.label(permission)));
            box.addValueChangeListener(event -> {
                if (event.isFromClient()) {
                    draft.choose(permission, event.getValue());
                    say("");
                    show();
                }
            });
            boxes.put(permission, box);
            ticks.add(box);
        }
        Div part = new Div(legend, ticks);
        part.addClassName("permission-group");
        part.getElement().setAttribute("role", "group");
        part.getElement().setAttribute("aria-label", words.say(group.label()));
        return part;
    }

    private void show() {
        boxes.forEach((permission, box) -> {
            List<Permission> implying = draft.impliedBy(permission);
            box.setValue(draft.ticked(permission));
            box.setEnabled(implying.isEmpty());
            box.setHelperText(implying.isEmpty() ? "" : words.say("roles.implied-by", names(implying)));
        });
        consequence.removeAll();
        List<String> said = consequence();
        said.forEach(sentence -> consequence.add(new Div(sentence)));
        consequence.setVisible(!said.isEmpty());
    }

    /** Consequences of the change for the grantees; empty if the role is unused or unchanged. */
    private List<String> consequence() {
        RoleRow row = before;
        if (row == null || !row.used()) {
            return List.of();
        }
        Set<Permission> gained = row.gained(draft.all());
        Set<Permission> lost = row.lost(draft.all());
        if (gained.isEmpty() && lost.isEmpty()) {
            return List.of(words.say("roles.used", row.grants(), parties(row)));
        }
        List<String> parts = new ArrayList<>();
        parts.add(words.say("roles.consequence", row.grants(), parties(row)));
        if (!gained.isEmpty()) {
            parts.add(words.say("roles.consequence.gained", names(gained)));
        }
        if (!lost.isEmpty()) {
            parts.add(words.say("roles.consequence.lost", names(lost)));
        }
        return parts;
    }

    private String parties(RoleRow row) {
        return phrases.parties(row.parties(), NAMED);
    }

    private String names(Iterable<Permission> permissions) {
        List<String> names = new ArrayList<>();
        permissions.forEach(permission -> names.add(words.say(GrantPhrases.label(permission))));
        return phrases.list(names);
    }

    private void save(Saver saver) {
        String word = name.getValue().strip().toLowerCase(Locale.ROOT);
        if (before == null && !Role.isName(word)) {
            wrongName("roles.name.form");
            return;
        }
        if (draft.all().isEmpty()) {
            say("roles.missing.permissions");
            return;
        }
        say("");
        saver.save(before == null ? null : before.role(), new Role(word, draft.all()), outcome());
    }

    private Outcome outcome() {
        return new Outcome() {
            @Override
            public void saved() {
                close();
            }

            @Override
            public void nameTaken() {
                wrongName("roles.name.taken");
            }

            @Override
            public void changedMeanwhile(@Nullable RoleRow now) {
                if (now == null) {
                    save.setVisible(false);
                    say("roles.gone");
                } else {
                    before = now;
                    show();
                    say("roles.changed-meanwhile", names(now.role().permissions()));
                }
            }
        };
    }

    private void wrongName(String key) {
        name.setInvalid(true);
        name.setErrorMessage(words.say(key));
        name.focus();
    }

    private void say(String key, Object... arguments) {
        problem.setText(key.isEmpty() ? "" : words.say(key, arguments));
        problem.setVisible(!key.isEmpty());
    }
}
