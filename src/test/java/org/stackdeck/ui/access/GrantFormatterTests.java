package org.stackdeck.ui.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.i18n.DefaultI18NProvider;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.stackdeck.access.Permission;
import org.stackdeck.ui.i18n.Messages;

class GrantFormatterTests {

    private static final Messages MESSAGES =
            Messages.forLocale(new DefaultI18NProvider(List.of(Locale.ENGLISH)), Locale.ENGLISH);

    @Test
    void onlyImpliedPermissionsAreOmitted() {
        assertThat(describe(Permission.SERVER_READ, Permission.SERVER_START)).isEqualTo(text(Permission.SERVER_START));
        assertThat(describe(Permission.VOLUME_READ)).isEqualTo(text(Permission.VOLUME_READ));
        assertThat(describe(Permission.SERVER_READ, Permission.VOLUME_READ, Permission.VOLUME_CREATE))
                .isEqualTo(text(Permission.SERVER_READ) + ", " + text(Permission.VOLUME_CREATE));
    }

    private static String describe(Permission... permissions) {
        return GrantFormatter.describePermissions(MESSAGES, Set.of(permissions));
    }

    private static String text(Permission permission) {
        return MESSAGES.text(GrantFormatter.label(permission));
    }
}
