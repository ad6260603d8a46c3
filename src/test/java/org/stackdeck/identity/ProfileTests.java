package org.stackdeck.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.stackdeck.audit.AuditTrail;

@SpringBootTest(
        properties = {
            "spring.datasource.url=jdbc:h2:mem:signin;MODE=MariaDB",
            "STACKDECK_SETUP_CODE=let-me-set-up",
            "stackdeck.limits.per-source=1000000",
            "stackdeck.limits.registrations=1000000",
            "stackdeck.data-dir=target/test-data/signin"
        })
@AutoConfigureMockMvc
class ProfileTests {

    private static final UserName ROOT = new UserName("root.one");

    @Autowired
    private Setup setup;

    @Autowired
    private Profile profile;

    @Autowired
    private Directory directory;

    @Autowired
    private AuditTrail audit;

    @BeforeEach
    void anAdministrator() {
        if (setup.needed()) {
            setup.complete("LET ME-set-up", ROOT.value(), "a quiet river bends", "192.0.2.2", Caller.Channel.REST);
        }
    }

    @Test
    void displayNameChangeIsStoredAndAudited() {
        profile.rename(root(), "  Ada\tLovelace ");

        assertThat(directory.find(ROOT)).get().extracting(User::displayName).isEqualTo("Ada Lovelace");
        assertThat(audit.newest(0, 1).getFirst().entry())
                .satisfies(entry -> assertThat(entry.action()).isEqualTo("user.rename"))
                .satisfies(entry -> assertThat(entry.detail()).isEqualTo("name=Ada Lovelace"));
    }

    @Test
    void emptyDisplayNameBecomesTheUserName() {
        assertThat(profile.rename(root(), " ").displayName()).isEqualTo(ROOT.value());
    }

    @Test
    void tooLongDisplayNameIsRefused() {
        assertThatThrownBy(() -> profile.rename(root(), "x".repeat(101))).isInstanceOf(InvalidInputException.class);
    }

    private Caller root() {
        User root = directory.find(ROOT).orElseThrow();
        return new Caller(root.id(), root.name(), "192.0.2.2", Caller.Channel.UI);
    }
}
