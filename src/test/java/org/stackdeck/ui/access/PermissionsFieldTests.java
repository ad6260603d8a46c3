package org.stackdeck.ui.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.i18n.DefaultI18NProvider;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Role;
import org.stackdeck.ui.i18n.Messages;

class PermissionsFieldTests {

    private static final Role LIBRARIAN = new Role("librarian", Set.of(Permission.IMAGE_READ));

    private final PermissionsField field = new PermissionsField(
            Messages.forLocale(new DefaultI18NProvider(List.of(Locale.ENGLISH)), Locale.ENGLISH),
            List.of(Role.VIEWER, LIBRARIAN),
            () -> {});

    @Test
    void roleForOtherResourcesDoesNotIncludeServers() {
        field.select(LIBRARIAN.permissions());

        assertThat(field.role()).isEqualTo(LIBRARIAN);
    }

    @Test
    void impliedPermissionsAreAdded() {
        field.select(Set.of(Permission.SERVER_STOP, Permission.IMAGE_READ));

        assertThat(field.role().permissions())
                .containsExactlyInAnyOrder(Permission.SERVER_STOP, Permission.SERVER_READ, Permission.IMAGE_READ);
    }

    @Test
    void noSelectionMeansViewing() {
        field.select(Set.of());

        assertThat(field.role()).isEqualTo(Role.VIEWER);
    }
}
