package org.stackdeck.ui.admin.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.i18n.DefaultI18NProvider;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.ui.i18n.Messages;

class AuditMessagesTests {

    private final AuditMessages english = in(Locale.ENGLISH);
    private final AuditMessages chinese = in(Locale.SIMPLIFIED_CHINESE);

    @Test
    void codesAreTranslated() {
        AuditEntry entry = entry("user.give-reset-code", "until=2026-01-01T00:00:00Z");

        assertThat(english.action(entry)).isEqualTo("Issued a reset code");
        assertThat(chinese.action(entry)).isEqualTo("生成重置码");
        assertThat(chinese.object(entry)).isEqualTo("用户 mia");
        assertThat(chinese.result(entry)).isEqualTo("被拒绝");
        assertThat(english.source(entry)).isEqualTo("10.0.0.7 · Web");
    }

    @Test
    void serverActionsHaveTheirMenuLabels() {
        assertThat(english.action(entry("server.hard-reboot", null))).isEqualTo("Hard reboot");
        assertThat(english.action(entry("server.access", null))).isEqualTo("Viewed who has access to a server");
    }

    @Test
    void unknownCodesAreShownUnchanged() {
        assertThat(english.action(entry("volume.attach", null))).isEqualTo("volume.attach");
        assertThat(english.detail(entry("volume.attach", "size=3 as it came"))).isEqualTo("size=3 · as it came");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wrong name or password                              | Incorrect username or password",
                "role=MEMBER                                         | Role Member",
                "user=mia role=operator cloud=a project=* from=- until=- | User mia · Role Operate · Cloud a · Project all · From immediately · Until no end date",
                "group=Web team 2 role=operator cloud=a              | Group Web team 2 · Role Operate · Cloud a",
                "servers=[web-1, web-2] for=PT8H reason=as for=PT1H   | Servers [web-1, web-2] · Duration 8 hours · Reason as for=PT1H",
                "for=PT48H reason=Ask the web team.                  | Duration 2 days · Reason Ask the web team.",
                "for=soon                                            | Duration soon",
                "cloud=a not granted: server:stop                    | Cloud a · Permission not granted: server:stop",
                "cloud=a locked: by Ana: later                       | Cloud a · Locked: by Ana: later",
                "cloud=a error=gone                                  | Cloud a · The server no longer exists",
                "error=conflict: role=x is not a pair                | Rejected: not allowed in the server's current state · role=x is not a pair",
                "LAST_ADMINISTRATOR (the account is ACTIVE)          | Last administrator",
            })
    void detailsAreTranslatedPartByPart(String written, String said) {
        assertThat(english.detail(entry("user.approve", written))).isEqualTo(said);
    }

    private static AuditMessages in(Locale locale) {
        return new AuditMessages(Messages.forLocale(
                new DefaultI18NProvider(List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)), locale));
    }

    private static AuditEntry entry(String action, @Nullable String detail) {
        return new AuditEntry(
                "1", "root", "10.0.0.7", "UI", action, "user", "2", "mia", AuditEntry.Result.REFUSED, detail);
    }
}
