package org.stackdeck.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class HttpRequestPathTests {

    @ParameterizedTest
    @CsvSource({
        "PUT,/api/os/images/1/file,,application/octet-stream,true",
        "POST,/api/os/images/1/file,,application/octet-stream,false",
        "PUT,/api/os/images/1/2/file,,application/octet-stream,false",
        "PUT,/api/os/volumes/1/file,,application/octet-stream,false",
        "POST,/VAADIN/dynamic/resource/0/x/upload,,application/octet-stream,true",
        "POST,/VAADIN/dynamic/resource/0/x/upload,,text/plain,true",
        "POST,/VAADIN/dynamic/resource/0/x/upload,,multipart/form-data; boundary=x,false",
        "POST,/VAADIN/dynamic/resource/0/x/upload,,Multipart/Form-Data,false",
        "POST,/VAADIN/dynamic/resource/0/x/upload,,application/x-www-form-urlencoded,false",
        "POST,/VAADIN/dynamic/resource/0/x/upload,v-r=uidl,application/octet-stream,false",
        "POST,/VAADIN/push,,application/octet-stream,false",
        "POST,/,,application/octet-stream,false",
        "GET,/VAADIN/dynamic/resource/0/x/upload,,application/octet-stream,false"
    })
    void onlyImageDataIsStreamed(String method, String path, String query, String type, boolean streamed) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        request.setServletPath(path);
        request.setQueryString(query);
        request.setContentType(type);

        assertThat(HttpRequestPath.isImageUpload(request)).isEqualTo(streamed);
    }
}
