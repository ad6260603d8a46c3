package org.stackdeck.ui.grants;

import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Role;
import org.stackdeck.ui.component.Words;

/** Selects a role, or single permissions. */
final class RoleField extends Div {

    private final List<Role> roles;
    private final Segments<Role> named;
    private final CheckboxGroup<Permission> permissions = new CheckboxGroup<>();

    RoleField(Words words, List<Role> roles, Runnable changed) {
        this.roles = List.copyOf(roles);
        addClassName("may");
        Span label = new Span(words.say("grants.may"));
        label.addClassName("label");
        named = new Segments<>(words.say("grants.may.roles"), role -> permissions.setValue(role.permissions()));
        roles.forEach(role -> named.offer(role, GrantPhrases.shortRole(words, role)));
        Div head = new Div(label, named);
        head.addClassName("label-row");
        permissions.setItems(Permission.values());
        permissions.setAriaLabel(words.say("grants.may"));
        permissions.setItemLabelGenerator(permission -> words.say(GrantPhrases.label(permission)));
        // All other permissions imply the permission to see servers.
        permissions.setItemEnabledProvider(permission -> permission != Permission.SERVER_READ);
        permissions.addValueChangeListener(_ -> {
            named.press(role().named() ? role() : null);
            changed.run();
        });
        add(head, permissions);
        permissions.setValue(Role.VIEWER.permissions());
    }

    void tick(Set<Permission> wanted) {
        permissions.setValue(wanted);
    }

    /**
     * The predefined role with exactly the selected permissions, so that the grant follows the role; else an unnamed
     * role.
     */
    Role role() {
        Set<Permission> ticked = new HashSet<>(permissions.getValue());
        ticked.add(Permission.SERVER_READ);
        return named.pressed()
                .filter(role -> role.permissions().equals(ticked))
                .or(() -> roles.stream()
                        .filter(role -> role.permissions().equals(ticked))
                        .findFirst())
                .orElseGet(() -> Role.unnamed(ticked));
    }
}
