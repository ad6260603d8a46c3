package org.stackdeck.diagnostics.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class SettingsEntryTests {

    private final MockEnvironment environment = new MockEnvironment();

    @Test
    void onlyListedPropertiesAreShown() {
        environment.setProperty("stackdeck.session.idle", "45m");
        environment.setProperty("other.program.token", "hidden-token");

        assertSettings("stackdeck.session.idle", "45m");
    }

    @Test
    void secretsAndAddressesAreMasked() {
        environment.setProperty("spring.datasource.password", "hidden-password");
        environment.setProperty("spring.mail.host", "mail.example");

        assertThat(new SettingsEntry(environment).content())
                .asInstanceOf(MAP)
                .containsOnlyKeys("spring.datasource.password", "spring.mail.host")
                .containsValues("(set)", "(set)")
                .doesNotContainValue("hidden-password");
    }

    /** An administrator can assign a secret to the wrong variable. */
    @Test
    void textInPlaceOfANumberIsMasked() {
        environment.setProperty("stackdeck.limits.setup", "hidden-password");

        assertSettings("stackdeck.limits.setup", "(set)");
    }

    private void assertSettings(String name, String value) {
        assertThat(new SettingsEntry(environment).content())
                .asInstanceOf(MAP)
                .containsOnlyKeys(name)
                .containsValue(value);
    }
}
