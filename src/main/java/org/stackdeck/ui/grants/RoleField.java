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

/** What they may do: a role, or permissions one by one. */
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
        // Seeing is part of everything else.
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

    /** The role that gives just what is ticked, so that the grant follows it; else what is ticked, without a name. */
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
