package org.stackdeck.ui.access;

import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Role;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.component.ToggleGroup;
import org.stackdeck.ui.i18n.Messages;

/** Selects a role or individual permissions. */
public final class PermissionsField extends Div {

    private final List<Role> roles;
    private final ToggleGroup<Role> named;
    private final CheckboxGroup<Permission> permissions = new CheckboxGroup<>();

    public PermissionsField(Messages messages, List<Role> roles, Runnable changed) {
        this.roles = List.copyOf(roles);
        addClassName("may");
        Span label = StyledElements.span("label", messages.text("grants.may"));
        named = new ToggleGroup<>(messages.text("grants.may.roles"), role -> permissions.setValue(role.permissions()));
        roles.forEach(role -> named.addOption(role, GrantFormatter.roleName(messages, role)));
        permissions.setItems(Arrays.stream(PermissionGroup.values())
                .flatMap(group -> group.permissions().stream())
                .toList());
        for (PermissionGroup group : PermissionGroup.values()) {
            permissions.prependComponents(
                    group.permissions().getFirst(), StyledElements.span("group-label", messages.text(group.label())));
        }
        permissions.setAriaLabel(messages.text("grants.may"));
        permissions.setItemLabelGenerator(permission -> messages.text(GrantFormatter.label(permission)));
        permissions.addValueChangeListener(event -> {
            Set<Permission> complete = complete(event.getValue());
            if (!complete.equals(event.getValue())) {
                permissions.setValue(complete);
                return;
            }
            named.select(role().isNamed() ? role() : null);
            changed.run();
        });
        add(StyledElements.div("label-row", label, named), permissions);
        permissions.setValue(Role.VIEWER.permissions());
    }

    public void select(Set<Permission> selected) {
        permissions.setValue(selected);
    }

    /**
     * Returns the named role with exactly the selected permissions, or an unnamed role if no named role matches. Later
     * changes of a named role apply to the grant.
     */
    public Role role() {
        Set<Permission> ticked = complete(permissions.getValue());
        return named.selected()
                .filter(role -> role.permissions().equals(ticked))
                .or(() -> roles.stream()
                        .filter(role -> role.permissions().equals(ticked))
                        .findFirst())
                .orElseGet(() -> Role.unnamed(ticked));
    }

    /**
     * Returns the selected permissions and the permissions that they imply; the permission to see servers if none is
     * selected.
     */
    private static Set<Permission> complete(Set<Permission> selected) {
        return selected.isEmpty() ? Role.VIEWER.permissions() : Permission.withImplied(selected);
    }
}
