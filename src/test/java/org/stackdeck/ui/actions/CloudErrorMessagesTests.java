package org.stackdeck.ui.actions;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.i18n.DefaultI18NProvider;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.operations.CloudRequestLimitExceededException;
import org.stackdeck.operations.CloudRequestLimitExceededException.Limit;
import org.stackdeck.ui.i18n.Messages;

class CloudErrorMessagesTests {

    @ParameterizedTest
    @CsvSource({
        "REQUESTS, Too many requests to the cloud, 请求过多",
        "OPERATIONS, Too many operations within an hour, 一小时内的操作过多",
        "UPLOADS, Too many image uploads are in progress, 正在上传的镜像过多"
    })
    void eachLimitHasItsOwnText(Limit limit, String english, String chinese) {
        assertThat(text(limit, Locale.ENGLISH)).startsWith(english);
        assertThat(text(limit, Locale.SIMPLIFIED_CHINESE)).contains(chinese);
    }

    @Test
    void noTwoLimitsHaveTheSameText() {
        for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
            assertThat(Arrays.stream(Limit.values()).map(limit -> text(limit, locale)))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void otherErrorsShowTheMessageOfTheCloud() {
        assertThat(CloudErrorMessages.message(
                        new CloudException(Category.CONFLICT, "Volume is busy"), messages(Locale.SIMPLIFIED_CHINESE)))
                .isEqualTo("Volume is busy");
    }

    private static String text(Limit limit, Locale locale) {
        return CloudErrorMessages.message(
                new CloudRequestLimitExceededException(limit, Duration.ofSeconds(1)), messages(locale));
    }

    private static Messages messages(Locale locale) {
        return Messages.forLocale(new DefaultI18NProvider(List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)), locale);
    }
}
