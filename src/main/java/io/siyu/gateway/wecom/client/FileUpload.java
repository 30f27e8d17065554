package io.siyu.gateway.wecom.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import me.chanjar.weixin.common.enums.WxType;
import me.chanjar.weixin.common.error.WxError;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.common.util.http.RequestExecutor;
import me.chanjar.weixin.common.util.http.ResponseHandler;
import org.apache.http.client.HttpClient;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.entity.ContentType;
import org.apache.http.entity.mime.HttpMultipartMode;
import org.apache.http.entity.mime.MultipartEntityBuilder;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.util.EntityUtils;

/** A file as a form's field {@code media}. WxJava's own executor reads a stream, which is empty when a dead token makes it try again. */
class FileUpload implements RequestExecutor<String, byte[]> {

    private final CloseableHttpClient http;
    private final String name;

    /** @param http an Apache client of WxJava's */
    FileUpload(HttpClient http, String name) {
        this.http = (CloseableHttpClient) http;
        this.name = name;
    }

    @Override
    public String execute(String url, byte[] content, WxType type) throws WxErrorException, IOException {
        HttpPost post = new HttpPost(url);
        post.setEntity(MultipartEntityBuilder.create()
                .setMode(HttpMultipartMode.RFC6532)
                .addBinaryBody("media", content, ContentType.APPLICATION_OCTET_STREAM, name)
                .build());
        try (CloseableHttpResponse response = http.execute(post)) {
            String answer = EntityUtils.toString(response.getEntity(), StandardCharsets.UTF_8);
            WxError error = WxError.fromJson(answer, WxType.CP);
            if (error.getErrorCode() != 0) {
                throw new WxErrorException(error);
            }
            return answer;
        }
    }

    @Override
    public void execute(String url, byte[] content, ResponseHandler<String> handler, WxType type)
            throws WxErrorException, IOException {
        handler.handle(execute(url, content, type));
    }
}
