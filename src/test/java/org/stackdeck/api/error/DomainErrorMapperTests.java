package org.stackdeck.api.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stackdeck.operations.CloudRequestLimitExceededException;
import org.stackdeck.operations.CloudRequestLimitExceededException.Limit;

class DomainErrorMapperTests {

    @ParameterizedTest
    @CsvSource({"REQUESTS, too-many-attempts", "OPERATIONS, too-many-operations", "UPLOADS, too-many-uploads"})
    void eachLimitHasItsOwnCode(Limit limit, String code) {
        assertThat(DomainErrorMapper.toProblem(new CloudRequestLimitExceededException(limit, Duration.ofSeconds(1))))
                .map(ProblemException::code)
                .contains(code);
    }
}
