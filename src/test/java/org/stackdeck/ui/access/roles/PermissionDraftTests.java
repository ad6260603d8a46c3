package org.stackdeck.ui.access.roles;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Role;
import org.stackdeck.ui.access.PermissionGroup;

class PermissionDraftTests {

    @Test
    void seePermissionIsImpliedByAnyOtherSelected() {
        PermissionDraft draft = new PermissionDraft(Set.of());
        draft.select(Permission.SERVER_START, true);
        draft.select(Permission.SERVER_STOP, true);

        assertThat(draft.isSelected(Permission.SERVER_READ)).isTrue();
        assertThat(draft.impliedBy(Permission.SERVER_READ))
                .containsExactly(Permission.SERVER_START, Permission.SERVER_STOP);
        assertThat(draft.impliedBy(Permission.SERVER_START)).isEmpty();

        draft.select(Permission.SERVER_START, false);
        draft.select(Permission.SERVER_STOP, false);
        assertThat(draft.isSelected(Permission.SERVER_READ)).isFalse();
        assertThat(draft.all()).isEmpty();
    }

    @Test
    void explicitlySelectedPermissionIsKept() {
        PermissionDraft draft = new PermissionDraft(new Role("r", Set.of(Permission.SERVER_START)).permissions());

        draft.select(Permission.SERVER_START, false);

        assertThat(draft.all()).containsExactly(Permission.SERVER_READ);
    }

    @Test
    void everyPermissionBelongsToOneGroup() {
        assertThat(Arrays.stream(PermissionGroup.values())
                        .flatMap(group -> group.permissions().stream())
                        .toList())
                .containsExactlyInAnyOrder(Permission.values());
    }

    @Test
    void reportsGainedAndLostPermissionsOfAChange() {
        RoleRow row = new RoleRow(new Role("r", Set.of(Permission.SERVER_START)), 1, List.of());

        Set<Permission> other = Permission.withImplied(Set.of(Permission.SERVER_STOP));

        assertThat(row.gained(other)).containsExactly(Permission.SERVER_STOP);
        assertThat(row.lost(other)).containsExactly(Permission.SERVER_START);
        assertThat(row.lost(row.role().permissions())).isEmpty();
    }
}
