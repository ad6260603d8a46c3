package org.stackdeck.cloud.openstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stackdeck.cloud.Remark;

class RemarkKindTests {

    @ParameterizedTest
    @EnumSource(RemarkKind.class)
    void eachRemarkHasMatchingTranslations(RemarkKind kind) {
        Remark remark = kind.with("<0>", "<1>", "<2>", "<3>", "<4>");
        String key = "admin.clouds.remark." + remark.code();

        String english = text(Locale.ROOT, key, remark);
        String chinese = text(Locale.SIMPLIFIED_CHINESE, key, remark);

        assertThat(english).isEqualTo(remark.text());
        assertThat(chinese).isNotEqualTo(english);
        for (String argument : remark.arguments()) {
            assertThat(chinese.contains(argument)).as(argument).isEqualTo(english.contains(argument));
        }
    }

    private static String text(Locale locale, String key, Remark remark) {
        var bundle = ResourceBundle.getBundle("vaadin-i18n.translations", locale);
        return MessageFormat.format(bundle.getString(key), remark.arguments().toArray());
    }
}
