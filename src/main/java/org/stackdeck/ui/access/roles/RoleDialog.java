package org.stackdeck.ui.access.roles;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
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
import org.stackdeck.ui.UserInputListeners;
import org.stackdeck.ui.access.GrantFormatter;
import org.stackdeck.ui.access.PermissionGroup;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.component.dialog.FormDialog;
import org.stackdeck.ui.i18n.Messages;

/** Dialog that creates a role, or edits its permissions and shows the consequences for its grantees. */
final class RoleDialog extends FormDialog {

    private static final int MAX_NAMES = 5;

    private final transient GrantFormatter grantFormatter;
    private final transient PermissionDraft draft;
    private final TextField name = new TextField();
    private final Map<Permission, Checkbox> boxes = new EnumMap<>(Permission.class);
    private final Div consequences = StyledElements.div("consequence");
    private final Paragraph problem = StyledElements.paragraph("problem");
    private final Button save;
    private @Nullable RoleRow before;

    /** Saves the input, and closes the dialog or shows an error in it. */
    interface SaveHandler {

        /** @param before the role as it was displayed; null for a new role */
        void save(@Nullable Role before, Role role, RoleDialog dialog);
    }

    /** @param before null for a new role */
    RoleDialog(Messages messages, GrantFormatter grantFormatter, @Nullable RoleRow before, SaveHandler saveHandler) {
        super(
                messages,
                before == null ? messages.text("roles.create") : messages.text("roles.edit", before.code()),
                "560px");
        this.grantFormatter = grantFormatter;
        this.before = before;
        this.draft =
                new PermissionDraft(before == null ? Set.of() : before.role().permissions());
        addClassName("role-dialog");
        name.setLabel(messages.text("roles.column.name"));
        name.setMaxLength(Role.MAX_LENGTH);
        name.setHelperText(messages.text(before == null ? "roles.name.form" : "roles.name.fixed"));
        name.setValue(before == null ? "" : before.code());
        name.setReadOnly(before != null);
        Div fields = StyledElements.div("fields", name);
        for (PermissionGroup group : PermissionGroup.values()) {
            fields.add(group(group));
        }
        consequences.getElement().setAttribute("aria-live", "polite");
        problem.getElement().setAttribute("role", "alert");
        add(fields, consequences, problem);
        save = addButtons("roles.save", () -> save(saveHandler));
        showError("");
        refresh();
        if (before == null) {
            name.focus();
        }
    }

    /**
     * Updates the grantees of the role, because other users can change them while the dialog is open. Does nothing if
     * another user changed the role itself; saving then reports the conflict.
     */
    void updateRows(List<RoleRow> rows) {
        RoleRow known = before;
        if (known != null) {
            rows.stream()
                    .filter(row -> row.role().equals(known.role()))
                    .findFirst()
                    .ifPresent(row -> {
                        before = row;
                        refresh();
                    });
        }
    }

    private Div group(PermissionGroup group) {
        Div ticks = StyledElements.div("ticks");
        for (Permission permission : group.permissions()) {
            Checkbox box = new Checkbox(messages.text(GrantFormatter.label(permission)));
            UserInputListeners.onChange(box, value -> {
                draft.select(permission, value);
                showError("");
                refresh();
            });
            boxes.put(permission, box);
            ticks.add(box);
        }
        Div part = StyledElements.div(
                "permission-group", StyledElements.span("label", messages.text(group.label())), ticks);
        part.getElement().setAttribute("role", "group");
        part.getElement().setAttribute("aria-label", messages.text(group.label()));
        return part;
    }

    private void refresh() {
        boxes.forEach((permission, box) -> {
            List<Permission> implying = draft.impliedBy(permission);
            box.setValue(draft.isSelected(permission));
            box.setEnabled(implying.isEmpty());
            box.setHelperText(implying.isEmpty() ? "" : messages.text("roles.implied-by", names(implying)));
        });
        consequences.removeAll();
        List<String> sentences = consequences();
        sentences.forEach(sentence -> consequences.add(new Div(sentence)));
        consequences.setVisible(!sentences.isEmpty());
    }

    /**
     * Describes the use of the role, and the consequences of a change for the grantees; empty if the role is new or
     * unused.
     */
    private List<String> consequences() {
        RoleRow row = before;
        if (row == null || !row.isUsed()) {
            return List.of();
        }
        Set<Permission> gained = row.gained(draft.all());
        Set<Permission> lost = row.lost(draft.all());
        if (gained.isEmpty() && lost.isEmpty()) {
            return List.of(messages.text("roles.used", row.grants(), granteeNames(row)));
        }
        List<String> parts = new ArrayList<>();
        parts.add(messages.text("roles.consequence", row.grants(), granteeNames(row)));
        if (!gained.isEmpty()) {
            parts.add(messages.text("roles.consequence.gained", names(gained)));
        }
        if (!lost.isEmpty()) {
            parts.add(messages.text("roles.consequence.lost", names(lost)));
        }
        return parts;
    }

    private String granteeNames(RoleRow row) {
        return grantFormatter.granteeNames(row.grantees(), MAX_NAMES);
    }

    private String names(Iterable<Permission> permissions) {
        List<String> names = new ArrayList<>();
        permissions.forEach(permission -> names.add(messages.text(GrantFormatter.label(permission))));
        return grantFormatter.joined(names);
    }

    private void save(SaveHandler saveHandler) {
        String roleName = name.getValue().strip().toLowerCase(Locale.ROOT);
        if (before == null && !Role.isValidName(roleName)) {
            markNameInvalid("roles.name.form");
            return;
        }
        if (draft.all().isEmpty()) {
            showError("roles.missing.permissions");
            return;
        }
        showError("");
        saveHandler.save(before == null ? null : before.role(), new Role(roleName, draft.all()), this);
    }

    void showNameTaken() {
        markNameInvalid("roles.name.taken");
    }

    /**
     * Shows that another user has changed or deleted the role.
     *
     * @param now the current role; null if it was deleted
     */
    void showChangedByOther(@Nullable RoleRow now) {
        if (now == null) {
            save.setVisible(false);
            showError("roles.gone");
        } else {
            before = now;
            refresh();
            showError("roles.changed-meanwhile", names(now.role().permissions()));
        }
    }

    private void markNameInvalid(String key) {
        check(name, false, key);
        name.focus();
    }

    private void showError(String key, Object... arguments) {
        problem.setText(key.isEmpty() ? "" : messages.text(key, arguments));
        problem.setVisible(!key.isEmpty());
    }
}
