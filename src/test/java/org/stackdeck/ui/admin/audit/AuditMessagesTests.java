package org.stackdeck.ui.admin.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.i18n.DefaultI18NProvider;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.ui.i18n.Messages;

class AuditMessagesTests {

    private final AuditMessages english = in(Locale.ENGLISH);
    private final AuditMessages chinese = in(Locale.SIMPLIFIED_CHINESE);

    @Test
    void codesAreTranslated() {
        AuditEntry entry = entry("user.give-reset-code", AuditDetail.of("until", "2026-01-01T00:00:00Z"));

        assertThat(english.action(entry)).isEqualTo("Issued a reset code");
        assertThat(chinese.action(entry)).isEqualTo("生成重置码");
        assertThat(chinese.object(entry)).isEqualTo("用户 mia");
        assertThat(chinese.result(entry)).isEqualTo("被拒绝");
        assertThat(english.source(entry)).isEqualTo("10.0.0.7 · Web");
    }

    @Test
    void serverActionsHaveTheirMenuLabels() {
        assertThat(english.action(entry("server.hard-reboot", null))).isEqualTo("Hard reboot");
        assertThat(english.action(entry("server.access", null))).isEqualTo("Viewed who has access");
    }

    @Test
    void unknownCodesAreShownUnchanged() {
        assertThat(english.action(entry("volume.attach", null))).isEqualTo("volume.attach");
        assertThat(english.detail(
                        entry("volume.attach", AuditDetail.of("size", 3).with("reason", "unknown-reason"))))
                .isEqualTo("size=3 · unknown-reason");
    }

    /** Single quotes stand for the double quotes of the JSON. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'reason':'wrong-name-or-password'}                 | Incorrect username or password",
                "{'role':'MEMBER'}                                   | Role Member",
                "{'user':'mia','role':'operator','cloud':'a','projects':'*','from':'-','until':'-'} | User mia · Role Operate · Cloud a · Projects all · From immediately · Until no end date",
                "{'group':'Web team 2','role':'operator'}            | Group Web team 2 · Role Operate",
                "{'servers':['web-1','web-2'],'for':'PT8H','comment':'as for=PT1H'} | Servers web-1, web-2 · Duration 8 hours · Reason as for=PT1H",
                "{'for':'PT48H','comment':'idle'}                    | Duration 2 days · Reason idle",
                "{'for':'soon'}                                      | Duration soon",
                "{'for':'PT30M'}                                     | Duration PT30M",
                "{'reason':'re-authentication-required','factor':['TOTP','PASSKEY']} | Re-authentication required · Factor Authenticator app, Passkey",
                "{'cloud':'a','reason':'not-granted','permission':'server:stop'} | Cloud a · Permission not granted · Permission server:stop",
                "{'cloud':'a','reason':'locked','comment':'by Ana: later'} | Cloud a · Locked · Reason by Ana: later",
                "{'cloud':'a','error':'gone'}                        | Cloud a · No longer exists in the cloud",
                "{'error':'conflict','message':'role=x is not a pair'} | Rejected: not allowed in the current state · role=x is not a pair",
                "{'reason':'last-administrator'}                     | Last administrator",
                "{'with':{'flavor':'3 (m1.medium)','reason':'idle'}} | Parameters flavor=3 (m1.medium), reason=idle",
                "{'more':'7','reasons':[{'cloud':'a','reason':'not-visible'},'…'],'sources':['10.0.0.1']} | Further refusals 7 · Reasons (Cloud a · Not visible to the user), … · Sources 10.0.0.1",
                "{}                                                  | ~~",
            })
    void detailsAreTranslatedPartByPart(String json, String text) {
        assertThat(english.detail(entry("user.approve", new AuditDetail(json.replace('\'', '"')))))
                .isEqualTo(text);
    }

    @Test
    void reasonsAreTranslatedToEachLanguage() {
        AuditEntry entry = entry("request.approve", AuditDetail.ofReason("already-approved"));

        assertThat(english.detail(entry)).isEqualTo("Already approved");
        assertThat(chinese.detail(entry)).isEqualTo("已批准");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cloud=a not granted: server:stop",
                "operation=1 request=2 error=gone: {\"itemNotFound\"}",
                "already APPROVED",
                "[\"reason\"]",
                "{\"reason\":\"locked\"} and more",
            })
    void detailsOfEarlierVersionsAreShownUnchanged(String text) {
        AuditEntry entry = entry("server.stop", new AuditDetail(text));

        assertThat(english.detail(entry)).isEqualTo(text);
        assertThat(english.request(entry)).isEmpty();
    }

    @Test
    void unexpectedJsonValuesAreShown() {
        assertThat(english.detail(entry("a.b", new AuditDetail("{\"role\":null,\"with\":{\"a\":[1]},\"reason\":2}"))))
                .isEqualTo("Role null · Parameters a=[1] · 2");
    }

    @Test
    void valuesWithSpecialCharactersAreShownUnchanged() {
        String name = "a=b \"c\" reason=\\d, {e}";

        assertThat(english.detail(entry("user.rename", AuditDetail.of("name", name))))
                .isEqualTo("Name " + name);
    }

    @Test
    void requestIdIsFound() {
        assertThat(english.request(entry("server.stop", AuditDetail.of("request", "req-1"))))
                .isEqualTo("req-1");
        assertThat(english.request(entry("server.stop", null))).isEmpty();
    }

    private static AuditMessages in(Locale locale) {
        return new AuditMessages(Messages.forLocale(
                new DefaultI18NProvider(List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)), locale));
    }

    private static AuditEntry entry(String action, @Nullable AuditDetail detail) {
        return new AuditEntry(
                "1", "root", "10.0.0.7", "UI", action, "user", "2", "mia", AuditEntry.Result.REFUSED, detail);
    }
}
