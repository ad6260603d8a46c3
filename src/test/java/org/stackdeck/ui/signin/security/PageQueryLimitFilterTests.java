package org.stackdeck.ui.signin.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class PageQueryLimitFilterTests {

    @ParameterizedTest
    @CsvSource({"heartbeat,0,200", "uidl,12,200", "uidl,-1,200", "heartbeat,x,400", "push,'',400", "uidl,9999999999,400"
    })
    void requestOfAPageNeedsANumberAsId(String type, String id, int status) throws ServletException, IOException {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
        request.setParameter("v-r", type);
        request.setParameter("v-uiId", id);

        assertThat(status(request)).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"2000,200", "2001,414"})
    void queryOfAPageIsLimited(int length, int status) throws ServletException, IOException {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/servers");
        request.setQueryString("q".repeat(length));

        assertThat(status(request)).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"push,1000,200", "push,1001,414", "init,6000,200"})
    void queryOfAPushRequestIsLimited(String type, int length, int status) throws ServletException, IOException {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/VAADIN/push");
        request.setParameter("v-r", type);
        request.setQueryString("q".repeat(length));

        assertThat(status(request)).isEqualTo(status);
    }

    private static int status(MockHttpServletRequest request) throws ServletException, IOException {
        MockHttpServletResponse response = new MockHttpServletResponse();
        new PageQueryLimitFilter().doFilter(request, response, new MockFilterChain());
        return response.getStatus();
    }
}
