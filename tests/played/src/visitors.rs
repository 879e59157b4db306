//! Who comes to the booth: invented customers, with names as long and as alike as real ones.

/// Somebody who comes, and who writes him down.
pub struct Visit {
    /// Which of the fair's days, from 0.
    pub day: usize,
    /// When his card is signed.
    pub time: &'static str,
    /// Whose card it is.
    pub by: &'static str,
    /// How it came about (FAIR-06).
    pub source: &'static str,
    /// Customer.
    pub company: &'static str,
    /// Contact.
    pub person: &'static str,
    /// Phone.
    pub phone: &'static str,
    /// Buying site.
    pub site: &'static str,
    /// Matter asked.
    pub matter: &'static str,
    /// 万元 a year; empty when not asked.
    pub usage: &'static str,
    /// A form that nobody attended to (OWN-07).
    pub unattended: bool,
}

macro_rules! visits {
    ($($day:literal $time:literal $by:literal $source:literal $company:literal $person:literal
       $phone:literal $site:literal $matter:literal $usage:literal;)*) => {
        &[$(Visit {
            day: $day,
            time: $time,
            by: $by,
            source: $source,
            company: $company,
            person: $person,
            phone: $phone,
            site: $site,
            matter: $matter,
            usage: $usage,
            unattended: matches!($source.as_bytes(), b"self_filled"),
        }),*]
    };
}

/// Everybody, in order of time.
pub const VISITS: &[Visit] = visits! {
    0 "09:40" "liqiang" "conversation" "东莞华晟电子有限公司" "张伟" "13800138001" "广东东莞" "板对板连接器，年底前要样品" "62";
    0 "09:52" "wangfang" "business_card" "深圳市鹏翔精密五金制品有限公司" "刘洁" "13800138002" "广东深圳" "端子报价" "18";
    0 "10:05" "chenjing" "conversation" "苏州工业园区恒远自动化设备有限公司" "周磊" "13800138003" "江苏苏州" "线束总成" "35";
    0 "10:20" "wangfang" "business_card" "东莞市华晟电子有限公司" "张伟" "13800138001" "东莞" "连接器" "";
    0 "10:31" "sunwei" "self_filled" "佛山市顺德区容桂街道金立方电器实业有限公司" "何小姐" "13800138004" "广东佛山" "目录" "";
    0 "10:48" "liqiang" "business_card" "广州南沙港机重工股份有限公司" "梁永健" "13800138005" "广东广州" "重载连接器选型" "120";
    0 "11:10" "wangfang" "conversation" "惠州鼎立模具有限公司" "何立" "13800138006" "广东惠州" "模内端子" "8";
    0 "11:36" "chenjing" "business_card" "上海联捷电气有限公司" "吴敏" "13800138007" "上海" "防水连接器" "45";
    0 "13:25" "liqiang" "conversation" "深圳市创维达科技有限公司" "黄志强" "13800138008" "广东深圳" "FPC 连接器打样" "27";
    0 "13:58" "sunwei" "self_filled" "珠海格凌电机有限公司" "陈生" "13800138009" "广东珠海" "" "";
    0 "14:15" "wangfang" "business_card" "Müller Steuerungstechnik (Shenzhen) Co., Ltd." "Anna Müller" "13800138010" "广东深圳" "Sensor cables, sample kit" "15";
    0 "14:40" "sunwei" "conversation" "中山市小榄镇永发照明电器厂" "欧阳国强" "13800138011" "广东中山" "灯具接插件" "12";
    0 "15:05" "chenjing" "conversation" "北京中科智联仪器有限公司" "孙丽" "13800138012" "北京" "射频接头" "9";
    0 "15:32" "liqiang" "business_card" "深圳市鹏翔精密五金制品有限公司" "刘洁" "13800138002" "深圳" "端子" "";
    0 "16:02" "sunwei" "self_filled" "南宁桂达电力设备有限公司" "韦工" "13800138013" "广西南宁" "询价单" "";
    1 "09:45" "wangfang" "conversation" "东莞长安镇宏展电子厂" "曾先生" "13800138014" "广东东莞" "排针排母" "6";
    1 "10:12" "liqiang" "business_card" "深圳迈瑞丰医疗器械股份有限公司" "林静" "13800138015" "广东深圳" "医疗级线缆" "88";
    1 "10:40" "chenjing" "business_card" "无锡市滨湖区太湖新城数控机床有限公司" "蒋明" "13800138016" "江苏无锡" "编码器线" "52";
    1 "11:08" "sunwei" "conversation" "海口南洋船舶电气有限公司" "符海" "13800138017" "海南海口" "船用连接器" "30";
    1 "11:30" "wangfang" "self_filled" "江门市新会区金桥铝业有限公司" "李小姐" "13800138018" "广东江门" "" "";
    1 "13:40" "liqiang" "conversation" "广州南沙港机重工股份有限公司" "梁永健" "13800138005" "广东广州" "第二次来，谈年度框架" "150";
    1 "14:06" "chenjing" "conversation" "杭州西湖电子研究所" "钱程" "13800138019" "浙江杭州" "高速背板" "40";
    1 "14:33" "wangfang" "business_card" "汕头市澄海区玩具进出口公司" "蔡勇" "13800138020" "广东汕头" "电池弹片" "5";
    1 "15:01" "sunwei" "self_filled" "肇庆端州电子元件厂" "郑小姐" "13800138021" "广东肇庆" "目录" "";
    1 "15:44" "liqiang" "conversation" "深圳市华瑞通讯设备有限公司" "谭勇" "13800138022" "广东深圳" "5G 小基站连接器" "70";
    1 "16:20" "wangfang" "conversation" "深圳市华瑞通讯设备有限公司" "谭勇" "13800138022" "深圳" "5G 连接器" "";
    2 "09:50" "chenjing" "conversation" "合肥阳光储能科技有限公司" "方圆" "13800138023" "安徽合肥" "储能连接器" "200";
    2 "10:15" "sunwei" "conversation" "茂名石化仪表有限公司" "杨帆" "13800138024" "广东茂名" "防爆接头" "22";
    2 "10:42" "liqiang" "business_card" "惠州市仲恺高新区德赛精密部件有限公司" "彭程" "13800138025" "广东惠州" "车载连接器" "65";
    2 "11:15" "wangfang" "conversation" "桂林量具刃具厂" "莫先生" "13800138026" "广西桂林" "传感器线" "11";
    2 "13:35" "sunwei" "self_filled" "深圳市南山区科技园众创空间" "小叶" "13800138027" "广东深圳" "" "";
    2 "14:20" "wangfang" "business_card" "湛江港务局机电公司" "陈海" "13800138028" "广东湛江" "岸桥电缆" "33";
    2 "14:55" "liqiang" "conversation" "东莞长安镇宏展电子厂" "曾先生" "13800138014" "广东东莞" "排母加急" "";
    2 "15:20" "chenjing" "business_card" "天津滨海轨道交通装备有限公司" "郭宇" "13800138029" "天津" "轨交连接器" "95";
};
